import type { z } from 'zod';
import type { Ctx } from '../context.ts';

/** What a browser may send over its live connection, and what it is answered. */
export interface SocketEventOptions<Input, Output> {
  readonly title: string;
  readonly permission: string;
  /** What a browser sends; unknown keys are refused. */
  readonly input: z.ZodType<Input>;
  /** What it is answered. */
  readonly output: z.ZodType<Output>;
  /** How often one person may send it. Default: 120 times a minute. */
  readonly perMinute?: number;
  /** In a transaction of its own; an error of the SDK's is the answer. */
  run(ctx: Ctx, input: Input): Promise<Output>;
}

/** What `defineSocketEvent` gives. */
export interface SocketEvent<Input = unknown, Output = unknown> extends SocketEventOptions<Input, Output> {
  /** `<plugin>.<noun>.<verb>`: the name that browsers send it by. */
  readonly id: string;
}

/**
 * A message from a browser over its live connection, behind the same gate and policy as REST. A module of a page
 * sends it with `live.say('chat.channel.type', { channelId })`.
 *
 * @example
 * export const type = defineSocketEvent('chat.channel.type', {
 *   title: 'Say that one types', permission: 'chat:write',
 *   input: z.strictObject({ channelId: z.uuid() }), output: z.null(), run: tellTyping });
 */
export function defineSocketEvent<Input, Output>(
  id: string,
  options: SocketEventOptions<Input, Output>,
): SocketEvent<Input, Output> {
  return Object.freeze({ id, ...options });
}
