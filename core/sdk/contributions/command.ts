import type { z } from 'zod';
import type { Ctx, Logger } from '../context.ts';

/** Where a command of the command line runs: over the instance, with a way into each workspace. */
export interface CommandContext {
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** A line on the terminal. */
  say(line: string): void;
  /** Slugs of the workspaces where the plugin is on. */
  workspaces(): Promise<readonly string[]>;
  /** A unit of work in one of them, as the system. */
  inWorkspace<Result>(slug: string, work: (ctx: Ctx) => Promise<Result>): Promise<Result>;
}

/** A command for whoever runs the instance: `npm run guildhall -- <id> --name value`. */
export interface Command<Input = unknown> {
  /** `<plugin>.<verb>-…`. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** An object; its keys are the options. */
  readonly input: z.ZodType<Input>;
  run(context: CommandContext, input: Input): Promise<void>;
}

/** @example defineCommand({ id: 'crm.recount', title: 'Recount', description: 'Counts deals anew', input: z.strictObject({}), run: recount }) */
export function defineCommand<Input>(command: Command<Input>): Command<Input> {
  return Object.freeze(command);
}
