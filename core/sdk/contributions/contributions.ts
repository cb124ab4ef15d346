import type { EventRef } from '../event.ts';
import type { Resource } from '../resource.ts';
import type { Route } from '../route.ts';
import type { Action } from './action.ts';
import type { Command } from './command.ts';
import type { Extension } from './extension.ts';
import type { HealthCheck } from './health-check.ts';
import type { Job } from './job.ts';
import type { Listener } from './listener.ts';
import type { LiveMessage } from './live-message.ts';
import type { MenuEntry } from './menu-entry.ts';
import type { Meter } from './meter.ts';
import type { NotificationType } from './notification.ts';
import type { PersonalData } from './personal-data.ts';
import type { Schedule } from './schedule.ts';
import type { SearchProvider } from './search-provider.ts';
import type { ServiceProvider } from './service.ts';
import type { Settings } from './settings.ts';
import type { SocketEvent } from './socket.ts';
import type { Page, Panel, PublicPage, Region, Widget } from './view.ts';
import type { Webhook } from './webhook.ts';

// Each item's input is its own, guarded by its schema at run time; a list holds many of them.
// biome-ignore-start lint/suspicious/noExplicitAny: lists of items of different inputs
/** All that a plugin may contribute, by the key of its declaration. Each kind passes the gate. */
export interface Contributions {
  readonly resources: Resource;
  readonly routes: Route;
  readonly pages: Page<any>;
  readonly publicPages: PublicPage<any>;
  readonly webhooks: Webhook;
  /** What it tells: the only events it may emit. */
  readonly events: EventRef<any>;
  readonly jobs: Job<any>;
  readonly schedules: Schedule<any>;
  readonly listens: Listener;
  /** What browsers may send it over their live connection. */
  readonly sockets: SocketEvent<any, any>;
  /** What it tells browsers over theirs: the only messages it may tell. */
  readonly liveMessages: LiveMessage<any>;
  readonly actions: Action<any, any>;
  readonly menu: MenuEntry;
  readonly widgets: Widget;
  readonly panels: Panel;
  readonly regions: Region;
  readonly settings: Settings<any>;
  readonly search: SearchProvider;
  readonly notifications: NotificationType<any>;
  readonly health: HealthCheck;
  readonly meters: Meter;
  readonly commands: Command<any>;
  readonly personalData: PersonalData;
  readonly services: ServiceProvider<any>;
  readonly extensions: Extension<any>;
}
// biome-ignore-end lint/suspicious/noExplicitAny: lists of items of different inputs

/** A kind of contribution, by its key in `definePlugin`. */
export type ContributionKey = keyof Contributions;
