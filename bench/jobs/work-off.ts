import type Bull from 'bull';
import { atOnce } from './contestant.ts';

/** Works on a queue of Bull from the first call on. @returns a function that resolves when so many more are done */
export function workOff<Data>(
  queue: Bull.Queue<Data>,
  work: (data: Data) => Promise<unknown>,
): (count: number) => Promise<void> {
  let isAtWork = false;
  return async (count) => {
    let done = 0;
    await new Promise<void>((resolve) => {
      const note = (): void => {
        done += 1;
        if (done < count) return;
        queue.off('completed', note);
        resolve();
      };
      queue.on('completed', note);
      if (!isAtWork) void queue.process(atOnce, async ({ data }) => void (await work(data)));
      isAtWork = true;
      void queue.resume();
    });
  };
}
