import type { z } from 'zod';
import type { ResourceRef } from '../resource-ref.ts';

/** What a kind of message tells, and who may hear it. */
export interface LiveMessageOptions {
  readonly title: string;
  /** Only who holds it hears them. */
  readonly permission: string;
}

/** What `defineLiveMessage` gives. */
export interface LiveMessage<Payload = unknown> extends LiveMessageOptions {
  /** `<plugin>.<noun>.<what-happens>`: the name that browsers listen to. */
  readonly id: string;
  readonly schema: z.ZodType<Payload>;
}

/**
 * Whom a message is for: by default all who listen to it in the workspace; else those who listen at a resource, at
 * one record of it, or one person on all their pages. Each of them holds the message's permission, and may read
 * the resource and the record.
 */
export type TellTo =
  | { readonly resource: ResourceRef; readonly record?: string; readonly user?: never }
  | { readonly user: string; readonly resource?: never; readonly record?: never }
  | { readonly resource?: never; readonly record?: never; readonly user?: never };

/**
 * A message of the moment to the browsers that listen: `ctx.tell(typing, payload, { resource, record })`. It is
 * told once or never: what must not be missed is an event, or a record, which live updates tell of by themselves.
 *
 * @example
 * export const typed = defineLiveMessage('chat.channel.typed-in', z.strictObject({ name: z.string() }), {
 *   title: 'Somebody types', permission: 'chat:read' });
 */
export function defineLiveMessage<Payload>(
  id: string,
  schema: z.ZodType<Payload>,
  options: LiveMessageOptions,
): LiveMessage<Payload> {
  return Object.freeze({ id, schema, ...options });
}
