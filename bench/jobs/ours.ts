import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openCtx } from '../../core/context/open-ctx.ts';
import { startJobs } from '../../core/jobs/start-jobs.ts';
import { bootTestApp } from '../../core/testing/boot-test-app.ts';
import { atOnce, type Contestant, inBatches } from './contestant.ts';
import { mark } from './plugins/tally/index.ts';

const lookMs = 5;

/** This product, with either driver: a transaction, a lease and a fence for each job. */
export async function ours(redisUrl: string | undefined): Promise<Contestant> {
  const env = {
    JOB_CONCURRENCY: String(atOnce),
    DATABASE_POOL_MAX: String(2 * atOnce),
    ...(redisUrl && { REDIS_URL: redisUrl }),
  };
  const app = await bootTestApp({ folders: [join(import.meta.dirname, 'plugins', 'tally')], env });
  const { runtime } = app;
  const left = async () => {
    const text = "select count(*)::integer as count from jobs where state <> 'done'";
    const scope = await app.scope('owner');
    const rows = await openCtx(runtime, scope, (ctx) =>
      ctx.unit.run<{ count: number }>({ text, values: [] }),
    );
    return rows[0]?.count ?? 0;
  };
  return {
    name: redisUrl ? 'ours over bull' : 'ours over pg-boss',
    async enqueue(count) {
      const scope = await app.scope('owner');
      await inBatches(count, (numbers) =>
        openCtx(runtime, scope, async (ctx) => {
          for (const number of numbers) await ctx.enqueue(mark, { number });
        }),
      );
    },
    async work() {
      const worker = startJobs(runtime);
      // The line is asked for seldom: to count it costs too.
      while ((await left()) > 0) await pause(lookMs * 20);
      await worker.stop();
    },
    stop: () => app.stop(),
  };
}
