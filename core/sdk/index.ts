export { all, any, type Condition, type Operator, operators, where } from './condition.ts';
export type { Actor, Ctx, EnqueueOptions, Logger, Viewer, Workspace } from './context.ts';
export * from './contributions/index.ts';
export { settingsChanged } from './core-events.ts';
export type { Db, FindOptions, Table } from './db.ts';
export * from './errors.ts';
export { defineEvent, type EventRef } from './event.ts';
export { checkbox, choice, tags } from './fields/choice-fields.ts';
export type { Choice, Field, FieldKind, FieldOptions, Fields } from './fields/field.ts';
export { type InputOf, inputOf } from './fields/input-of.ts';
export { currency, decimal, integer, money } from './fields/number-fields.ts';
export { reference, user } from './fields/relation-fields.ts';
export { email, longText, phone, text, url } from './fields/text-fields.ts';
export { day, instant } from './fields/time-fields.ts';
export { defineMigration, type Migration, type MigrationSchema, type WorkspaceTable } from './migration.ts';
export { columnName, humanise } from './naming.ts';
export type { OutboundAnswer, OutboundRequest } from './outbound.ts';
export {
  type BuiltInRole,
  type Capabilities,
  definePlugin,
  type Permission,
  type Plugin,
  type StartContext,
} from './plugin.ts';
export {
  type AccessRule,
  type BoardView,
  defineResource,
  type FieldValues,
  labelsOf,
  type RelatedList,
  type Resource,
  type ResourceAction,
  type ResourceOptions,
  type Row,
} from './resource.ts';
export { defineResourceRef, type ResourceRef } from './resource-ref.ts';
export { defineRoute, type Route } from './route.ts';
export {
  type HmacSignature,
  isSameText,
  isSignedBy,
  type SignedAt,
  verifyStandardWebhook,
  verifyTimestamped,
} from './webhook-signatures.ts';
