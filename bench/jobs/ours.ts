import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { atOnce, type Contestant, inBatches } from './contestant.ts';
import { mark } from './plugins/tally/index.ts';

/** Seldom, as to look costs too. */
const lookMs = 25;

const core = join(import.meta.dirname, '..', '..', 'dist', 'core');

/** Of what is shipped: the loader that runs sources adds work of its own to every function that is made. */
const built = (path: string): Promise<unknown> => import(pathToFileURL(join(core, path)).href);

type Contexts = typeof import('../../core/context/open-ctx.ts');
type Jobs = typeof import('../../core/jobs/start-jobs.ts');
type Testing = typeof import('../../core/testing/boot-test-app.ts');

/** This product, with either driver: a transaction, a lease and a fence for each job. */
export async function ours(redisUrl: string | undefined): Promise<Contestant> {
  const { openCtx } = (await built('context/open-ctx.js')) as Contexts;
  const { startJobs } = (await built('jobs/start-jobs.js')) as Jobs;
  const { bootTestApp } = (await built('testing/boot-test-app.js')) as Testing;
  const env = {
    JOB_CONCURRENCY: String(atOnce),
    DATABASE_POOL_MAX: String(2 * atOnce),
    ...(redisUrl && { REDIS_URL: redisUrl }),
  };
  const app = await bootTestApp({ folders: [join(import.meta.dirname, 'plugins', 'tally')], env });
  const { runtime } = app;
  const isLeft = async () => {
    const text = "select exists (select from jobs where state in ('ready', 'running')) as left";
    const scope = await app.scope('owner');
    const rows = await openCtx(runtime, scope, (ctx) =>
      ctx.unit.run<{ left: boolean }>({ text, values: [] }),
    );
    return rows[0]?.left ?? false;
  };
  let worker: ReturnType<typeof startJobs> | undefined;
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
      worker = startJobs(runtime);
      while (await isLeft()) await pause(lookMs);
    },
    async rest() {
      await worker?.stop();
    },
    stop: () => app.stop(),
  };
}
