export {
  type Action,
  type ActionEffect,
  type ActionOptions,
  type ActionPreview,
  type ActionRisk,
  actionEffects,
  actionRisks,
  defineAction,
} from './action.ts';
export { type Command, type CommandContext, defineCommand } from './command.ts';
export type { ContributionKey, Contributions } from './contributions.ts';
export { defineExtensionPoint, type Extension, type ExtensionPoint, extend } from './extension.ts';
export { defineHealthCheck, type Health, type HealthCheck } from './health-check.ts';
export { defineJob, type Job, type JobOptions, type JobRef, type RunningJob } from './job.ts';
export { corePoints, type PlanLimits, planLimits } from './limits.ts';
export {
  type ChangeKind,
  type ChangeListenerOptions,
  defineListener,
  type EventListenerOptions,
  type HeardEvent,
  type Listener,
  type RecordChange,
} from './listener.ts';
export { defineLiveMessage, type LiveMessage, type LiveMessageOptions, type TellTo } from './live-message.ts';
export type { MenuEntry } from './menu-entry.ts';
export { type Counted, defineMeter, type Meter, members } from './meter.ts';
export {
  defineNotification,
  type NotificationText,
  type NotificationType,
  type NotifyOptions,
  type ReadersWords,
} from './notification.ts';
export { type DataSubject, definePersonalData, type Erasure, type PersonalData } from './personal-data.ts';
export { defineSchedule, type Schedule, type ScheduleOptions } from './schedule.ts';
export { defineSearchProvider, type SearchHit, type SearchProvider } from './search-provider.ts';
export { defineService, provide, type ServiceProvider, type ServiceRef } from './service.ts';
export {
  defineSettings,
  type Settings,
  type SettingsOptions,
  type SettingsScope,
  type SettingsValues,
} from './settings.ts';
export { defineSocketEvent, type SocketEvent, type SocketEventOptions } from './socket.ts';
export {
  definePage,
  definePanel,
  definePublicPage,
  defineRegion,
  defineWidget,
  type Page,
  type Panel,
  type PublicAnswer,
  type PublicPage,
  type Region,
  type RegionPlace,
  type ViewAssets,
  type ViewModel,
  type Widget,
} from './view.ts';
export { defineWebhook, type VerifiedDelivery, type Webhook, type WebhookRequest } from './webhook.ts';
