import type { Broadcast } from '../db/broadcast.ts';

/** Told when every process of the instance shall start anew, to load other code. */
export const restartTopic = 'restart';

/** How a process ends that wants to be started again: EX_TEMPFAIL. */
export const restartCode = 75;

/** Ask all processes to finish what is under way and start anew, one after the other; those that nothing starts again stay up. */
export function askRestart(broadcast: Broadcast): Promise<void> {
  return broadcast.tell(restartTopic, 'now');
}
