import type { z } from 'zod';

/** What a person reads. */
export interface NotificationText {
  readonly title: string;
  readonly body?: string;
  /** An address inside the workspace to go to. */
  readonly address?: string;
}

/**
 * Words of the plugin's own `locales/<language>.json` for a key, in the language of whoever reads and else in English;
 * `{name}` is filled in, and `count` chooses the plural form. The key itself where there are none.
 *
 * @example words('notifications.deal-assigned.several', { name: 'Anvils', count: 2 })
 */
export type ReadersWords = (key: string, values?: Readonly<Record<string, unknown>>) => string;

/** A kind of message to people of a workspace; each of them chooses whether it reaches them. */
export interface NotificationType<Payload = unknown> {
  /** `<plugin>.<words>`. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly icon?: string;
  /** Only people who hold it are told, whoever is named. */
  readonly permission: string;
  readonly schema: z.ZodType<Payload>;
  /** Does it reach people who have not chosen? Default: yes. */
  readonly defaultOn?: boolean;
  /** Made when it is read, in the words of whoever reads. */
  text(payload: Payload, words: ReadersWords): NotificationText;
}

/** One message: to whom, and what it tells. */
export interface NotifyOptions<Payload> {
  /** Ids of people; those who are no members here, or want no such message, are passed over. */
  readonly to: readonly string[];
  /** Ids and the few words the text needs; it is kept for three months. */
  readonly payload: Payload;
  /** The same person is told once for the same key of a type, however often this runs. */
  readonly key?: string;
}

/**
 * A kind of message; send one as `ctx.notify(dealAssigned, { to: [userId], payload })`.
 *
 * @example
 * export const dealAssigned = defineNotification({ id: 'crm.deal-assigned', title: 'A deal is yours',
 *   description: 'When somebody makes you the owner of a deal', permission: 'crm:read',
 *   schema: z.object({ dealId: z.uuid(), name: z.string() }),
 *   text: ({ name }, words) => ({ title: words('notifications.deal-assigned.one', { name }) }) });
 */
export function defineNotification<Payload>(type: NotificationType<Payload>): NotificationType<Payload> {
  return Object.freeze(type);
}
