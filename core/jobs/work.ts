import type { Ctx } from '../sdk/index.ts';

/** What a running job may say and ask besides its context. */
export interface RunningWork {
  readonly id: string;
  /** 1 the first time; a process that was killed does not count. */
  readonly attempt: number;
  /** The same on every attempt: send it along to the outside. */
  readonly idempotencyKey: string;
  /** How far it is, from 0 to 1. */
  progress(share: number, note?: string): Promise<void>;
  /** For work that talks to the outside: a unit of work of its own, of which nothing is kept once the job is another's. */
  inTransaction<Result>(work: (ctx: Ctx) => Promise<Result>): Promise<Result>;
}

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
  /** @throws when what was stored is not what it takes */
  run(ctx: Ctx, payload: unknown, running: RunningWork): Promise<void>;
}

export type Works = ReadonlyMap<string, Work>;
