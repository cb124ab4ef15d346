import type { Ctx, RunningJob } from '../sdk/index.ts';

/** One kind of thing to do in the background, a plugin's job or listener, as the machinery sees it. */
export interface Work {
  /** The id of the job or listener; also the name of its queue. */
  readonly name: string;
  readonly plugin: string;
  readonly title: string;
  readonly kind: 'transaction' | 'external';
  readonly attempts: number;
  readonly backoff: { readonly baseMs: number; readonly maxMs: number };
  readonly timeoutMs: number;
  /** Most at one time over all processes and workspaces. */
  readonly atOnce: number;
  /** Most at one time in one workspace. */
  readonly atOncePerWorkspace: number;
  /** What was stored, as it is handed to the plugin. @throws when it is not what this takes @guarded */
  parse(payload: unknown): unknown;
  /** @guarded */
  run(ctx: Ctx, payload: unknown, job: RunningJob): Promise<void>;
}

export type Works = ReadonlyMap<string, Work>;
