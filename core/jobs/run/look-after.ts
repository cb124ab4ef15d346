import { readInstance } from '../../db/read-instance.ts';
import { runOnce } from '../../db/run-once.ts';
import { enabledPluginsOf, modulesTopic } from '../../modules/enabled-plugins.ts';
import type { Runtime } from '../../runtime.ts';
import { mostCrashes } from '../limits.ts';

const recoverEveryMs = 2_000;
const releaseEveryMs = 10_000;

/** Brings back what a dead process held and what waited for its plugin. @returns a function that ends it */
export function lookAfterJobs(runtime: Runtime, found: () => void): () => void {
  const quietly = (work: () => Promise<number>) => () =>
    void work().then(
      (count) => count > 0 && found(),
      () => undefined,
    );
  const release = quietly(() => releaseHeld(runtime));
  const timers = [
    setInterval(
      quietly(() => recoverJobs(runtime)),
      recoverEveryMs,
    ).unref(),
    setInterval(release, releaseEveryMs).unref(),
  ];
  const deaf = runtime.broadcast.hear(modulesTopic, release);
  return () => {
    timers.forEach(clearInterval);
    deaf();
  };
}

/** @returns how many are ready again, or lie with the dead because they took too many processes with them */
export async function recoverJobs({ database }: Runtime): Promise<number> {
  const [row] = await readInstance<{ count: number }>(database, {
    text: 'select jobs_recover($1) as count',
    values: [mostCrashes],
  });
  return row?.count ?? 0;
}

interface HeldJobs {
  readonly workspace_id: string;
  readonly plugin: string;
}

/** What was held because its plugin was off goes on once that is on again. @returns for how many plugins */
export async function releaseHeld(runtime: Runtime): Promise<number> {
  const text = 'select * from jobs_held()';
  let released = 0;
  for (const held of await readInstance<HeldJobs>(runtime.database, { text, values: [] })) {
    const { workspace_id: workspaceId, plugin } = held;
    if (!(await enabledPluginsOf(runtime, workspaceId)).has(plugin)) continue;
    await runOnce(runtime.database, workspaceId, { text: release, values: [workspaceId, plugin] });
    released++;
  }
  return released;
}

const release = "update jobs set state = 'ready' where workspace_id = $1 and plugin = $2 and state = 'held'";
