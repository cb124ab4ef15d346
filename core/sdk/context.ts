import type { ExtensionPoint } from './contributions/extension.ts';
import type { JobRef } from './contributions/job.ts';
import type { LiveMessage, TellTo } from './contributions/live-message.ts';
import type { Meter } from './contributions/meter.ts';
import type { NotificationType, NotifyOptions } from './contributions/notification.ts';
import type { ServiceRef } from './contributions/service.ts';
import type { Settings, SettingsValues } from './contributions/settings.ts';
import type { Db } from './db.ts';
import type { EventRef } from './event.ts';
import type { Fields } from './fields/field.ts';
import type { OutboundAnswer, OutboundRequest } from './outbound.ts';

/** Where it happens: one client or team, apart from all others. */
export interface Workspace {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** ISO 4217, the currency of new amounts. */
  readonly currency: string;
  /** IANA name, for example `Europe/Amsterdam`. */
  readonly timezone: string;
  /** BCP 47, for example `en-GB`. */
  readonly locale: string;
  /** Why nothing may be changed here now, as a sentence; absent while it may. Work of the system goes on. */
  readonly readOnly?: string;
}

/** Who acts. `userId` is null where no person stands behind it. */
export type Actor =
  | { readonly kind: 'user'; readonly userId: string; readonly name: string }
  | { readonly kind: 'apiKey'; readonly userId: string; readonly keyId: string; readonly name: string }
  | {
      readonly kind: 'system';
      readonly userId: null;
      /** Why the system acts, for the audit: `job crm.remind`. */
      readonly name: string;
      /** Who caused it: `user:<id>`, `apiKey:<id>` or `system:<reason>`. */
      readonly onBehalfOf?: string;
    };

/** Lines for the log of the instance. Each carries who asked for what; secrets are blotted out. */
export interface Logger {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** Who looks, where and when: what rules about records decide on. */
export interface Viewer {
  readonly workspace: Workspace;
  readonly actor: Actor;
  now(): Date;
  /** Does the actor hold this permission here? */
  can(permission: string): boolean;
}

/** When, how urgently and how often at once a job is asked for. */
export interface EnqueueOptions {
  /** Not before this moment. Default: at once. */
  readonly runAt?: Date;
  /**
   * While one with this key waits, no second is made, and of those with one key one runs at a time.
   * The one that waits keeps its payload and takes the earlier of both times.
   */
  readonly key?: string;
  /** Among the jobs of this workspace. Default: `normal`. */
  readonly priority?: 'high' | 'normal' | 'low';
}

/**
 * All that a handler may touch: one per request, import batch, socket message or script.
 *
 * @example
 * export async function closeDeal(ctx: Ctx, deal: Deal): Promise<Partial<Deal>> {
 *   return { status: 'won', closedAt: ctx.now().toISOString() };
 * }
 */
export interface Ctx extends Viewer {
  /** Everything done through it is one transaction of this workspace. */
  readonly db: Db;
  readonly log: Logger;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Tell the world, in the same transaction: what is rolled back was never said. */
  emit<Payload>(event: EventRef<Payload>, payload: Payload): Promise<void>;
  /**
   * What another plugin does for us, inside this same transaction. Name it in `capabilities.services`.
   *
   * @throws Unavailable where nobody does it, or whoever does is switched off in this workspace
   * @example await ctx.use(ledger).post({ accountId, amountMinor: 1250 });
   */
  use<Service>(service: ServiceRef<Service>): Service;
  /** Would `use` give it here? For what goes on without. @example if (ctx.has(ledger)) await ctx.use(ledger).post(entry); */
  has(service: ServiceRef<unknown>): boolean;
  /**
   * What plugins that are on here add at a point, smallest order first.
   *
   * @example const methods = ctx.all(paymentMethods);
   */
  all<Item>(point: ExtensionPoint<Item>): readonly Item[];
  /**
   * The values of a group of settings of one's own: the instance's, this workspace's, or the actor's,
   * with defaults and opened secrets. A change elsewhere is seen within a second.
   *
   * @throws NotConfigured while a required one is not filled in
   * @example const { sender, key } = await ctx.settings(mailSettings);
   */
  settings<F extends Fields>(group: Settings<F>): Promise<SettingsValues<Settings<F>>>;
  /**
   * Ask a server elsewhere, by https. Name its host in `capabilities.network`. Addresses inside the network are
   * refused, also when a name or a redirect leads there. It holds the transaction open: ask outside of one where you can.
   *
   * @throws Conflict with code `outbound.refused`, Unavailable with code `outbound.failed`
   * @example const { body } = await ctx.request({ url: 'https://api.example.com/rates', timeoutMs: 5_000 });
   */
  request(request: OutboundRequest): Promise<OutboundAnswer>;
  /**
   * Have a job done later, in the same transaction: what is rolled back was never asked for. Thousands are written as it
   * ends, five hundred by a statement; with a `key`, the answer is the job that waits under it already, if one does.
   * @throws InvalidInput when the payload does not fit; NotFound when no plugin here has the job
   * @example for (const { id } of overdue) await ctx.enqueue(remindOverdue, { invoiceId: id });
   */
  enqueue<Payload>(job: JobRef<Payload>, payload: Payload, options?: EnqueueOptions): Promise<{ id: string }>;
  /**
   * Tell people, in the same transaction. Each reads it while they hold the type's permission.
   *
   * @example await ctx.notify(dealAssigned, { to: [ownerId], payload: { dealId, title }, key: `${dealId}:${ownerId}` });
   */
  notify<Payload>(type: NotificationType<Payload>, options: NotifyOptions<Payload>): Promise<void>;
  /**
   * Hold a meter of one's own to what the plan allows, after adding to it and in the same transaction: two who add at
   * once are held one after the other. Records of the resources that a meter `counts` are held without asking.
   *
   * @throws LimitReached when there is now more than the plan allows; the transaction is to be given up
   * @example await ctx.keepWithin(storage);
   */
  keepWithin(meter: Meter): Promise<void>;
  /**
   * From now on people and programs may only read this workspace, and see the reason; `null` lets them work again.
   * Only for a plugin that says what plans allow (`planLimits`). It holds while that plugin is on here; no data
   * is touched, and jobs, listeners and schedules go on.
   *
   * @param reason a sentence of at most 300 characters
   * @throws NotAllowed for any other plugin
   * @example await ctx.limitToReading('Your plan ended on 3 May. Pay the open invoice to go on.');
   */
  limitToReading(reason: string | null): Promise<void>;
  /**
   * Tell the browsers that listen now, once this is committed: what is rolled back was never said. A payload may
   * have 3 000 bytes as JSON; tell ids, and let pages ask for the rest.
   *
   * @throws InvalidInput when the payload does not fit or is too long
   * @example ctx.tell(typed, { name: ctx.actor.name }, { resource: channel, record: channelId });
   */
  tell<Payload>(message: LiveMessage<Payload>, payload: Payload, to?: TellTo): void;
}
