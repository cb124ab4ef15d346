import type { Runtime } from '../runtime.ts';
import type { Chore } from './chore.ts';

/** A process that is started anew more often than a chore is due gets to it all the same. */
const firstShare = 0.1;

/** Does it again and again, one at a time; what fails is told and tried again the next time. */
export function startChore(runtime: Runtime, chore: Chore): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let underWay = Promise.resolve();
  const begin = (): void => {
    underWay = tidied(runtime, chore, stopping.signal).then(() => plan(chore.everyMs));
  };
  const plan = (ms: number): void => {
    if (!stopping.signal.aborted) timer = setTimeout(begin, ms).unref();
  };
  if (chore.isDueAtStart) begin();
  else plan(chore.everyMs * firstShare);
  return {
    stop() {
      stopping.abort();
      clearTimeout(timer);
      return underWay;
    },
  };
}

async function tidied(runtime: Runtime, { what, tidy }: Chore, signal: AbortSignal): Promise<void> {
  await tidy(runtime, signal).catch((error: unknown) =>
    runtime.log.warn({ err: error, chore: what }, 'Housekeeping failed; it is tried again the next time.'),
  );
}
