import { startListeners } from '../events/start-listeners.ts';
import type { Runtime } from '../runtime.ts';
import { look } from './run/look.ts';
import { lookAfterJobs } from './run/look-after.ts';
import { giveSignsOfLife } from './run/signs-of-life.ts';
import { stopWorker } from './run/stop-worker.ts';
import { makeWorker } from './run/worker.ts';

export interface JobsWorker {
  /** Look for due jobs at once. */
  look(): void;
  /** Take no more; what runs is finished or given back. */
  stop(): Promise<void>;
}

/** Work on the jobs of all workspaces in this process, beside whichever others do. */
export function startJobs(runtime: Runtime): JobsWorker {
  const worker = makeWorker(runtime);
  const lookNow = () => look(worker);
  const deaf = runtime.enqueued.hear(lookNow);
  const listeners = startListeners(runtime, lookNow);
  const endLookingAfter = lookAfterJobs(runtime, lookNow);
  const endSigns = giveSignsOfLife(worker);
  const lookEverywhere = (): void => {
    listeners.look();
    lookNow();
  };
  const answering = runtime.bell.answer(lookEverywhere).catch(() => null);
  lookNow();
  return {
    look: lookEverywhere,
    async stop() {
      deaf();
      await (await answering)?.();
      listeners.stop();
      endLookingAfter();
      await stopWorker(worker);
      endSigns();
    },
  };
}
