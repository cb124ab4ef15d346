import type { z } from 'zod';
import type { Ctx } from '../context.ts';
import type { Fields } from '../fields/field.ts';

/** What an action does to the world. `send` and `money` leave the house and cannot be rolled back. */
export const actionEffects = ['read', 'write', 'remove', 'send', 'money'] as const;
/** One of `actionEffects`. */
export type ActionEffect = (typeof actionEffects)[number];

/** How bad a mistake would be. What is `high`, or sends or pays, needs a person's approval when a program asks. */
export const actionRisks = ['low', 'medium', 'high'] as const;
/** One of `actionRisks`. */
export type ActionRisk = (typeof actionRisks)[number];

/** What would change, in words and values, before anything does. */
export interface ActionPreview {
  readonly summary: string;
  readonly changes?: readonly { readonly what: string; readonly before: unknown; readonly after: unknown }[];
}

/** What an action is, for people, for programs and for the policy that decides. */
export interface ActionOptions<Input, Output> {
  /** `<plugin>.<noun>.<verb>`, at most 40 characters: also a command, an address and a tool's name. */
  readonly id: string;
  readonly title: string;
  /** One sentence of at most 120 characters, for people and for programs that choose among tools. */
  readonly description: string;
  readonly icon?: string;
  /** An object; unknown keys are refused. */
  readonly input: z.ZodType<Input>;
  /** What a form asks for, where the input is made of fields: see `inputOf`. */
  readonly form?: Fields;
  readonly output: z.ZodType<Output>;
  readonly permission: string;
  readonly effect: ActionEffect;
  readonly risk: ActionRisk;
  /** May it be done twice with the same input and leave what once leaves? */
  readonly idempotent: boolean;
  /** Inputs whose values the audit must not keep, by name. */
  readonly secret?: readonly string[];
  /** How often one actor may ask for it. Default: 300 times a minute. */
  readonly perMinute?: number;
  /** The longest it may take, in milliseconds. Default: 30 000. */
  readonly timeoutMs?: number;
  /**
   * What it would do; nothing it writes is kept. Without it, the action runs and is rolled back, so an effect
   * that cannot be rolled back needs it.
   */
  preview?(ctx: Ctx, input: Input): Promise<ActionPreview>;
  run(ctx: Ctx, input: Input): Promise<Output>;
  /** Takes it back, within the time an admin may ask for that. */
  undo?(ctx: Ctx, input: Input, output: Output): Promise<void>;
}

/** What `defineAction` gives. */
export interface Action<Input = unknown, Output = unknown> extends ActionOptions<Input, Output> {
  readonly kind: 'guildhall.action';
}

/**
 * Something that can be done, declared once and offered at every door: REST, command palette, command
 * line, MCP, workflow steps and agents, under one authorisation, validation, audit and rate limit.
 *
 * @example
 * export const recount = defineAction({
 *   id: 'stock.item.recount', title: 'Recount an item', description: 'Sets the counted quantity of an item.',
 *   input: z.strictObject({ itemId: z.uuid(), quantity: z.int().min(0) }), output: z.object({ difference: z.int() }),
 *   permission: 'stock:write', effect: 'write', risk: 'low', idempotent: true, run: recountItem });
 */
export function defineAction<Input, Output>(options: ActionOptions<Input, Output>): Action<Input, Output> {
  return Object.freeze({ ...options, kind: 'guildhall.action' });
}
