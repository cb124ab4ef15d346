import type { Contributed } from '../kernel/contributions/contributed.ts';
import type { Contributions } from '../sdk/index.ts';
import type { Work } from './work.ts';

/** As good as no limit, and still a number that PostgreSQL takes. */
export const unlimited = 1_000_000;
export const usualBackoff = { baseMs: 1_000, maxMs: 600_000 };
export const usualAttempts = 5;
const usualTimeoutMs = 60_000;

export function workOfJob({ plugin, item }: Contributed<Contributions['jobs']>): Work {
  const { id: name, schema, options } = item;
  return {
    name,
    plugin,
    title: options.title,
    kind: options.kind,
    attempts: options.attempts ?? usualAttempts,
    backoff: options.backoff ?? usualBackoff,
    timeoutMs: options.timeoutMs ?? usualTimeoutMs,
    atOnce: options.concurrency ?? unlimited,
    atOncePerWorkspace: options.perWorkspace ?? unlimited,
    parse: (payload) => schema.parse(payload),
    run: (ctx, payload, job) => options.run(ctx, payload, job),
  };
}
