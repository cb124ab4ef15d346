import Bull from 'bull';
import { atOnce, type Contestant, inBatches } from './contestant.ts';

/** The library alone. It keeps its jobs in Redis, in memory. */
export function bareBull(url: string, write: (number: number) => Promise<unknown>): Contestant {
  const queue = new Bull<{ number: number }>('mark', url, { prefix: 'bare' });
  let isAtWork = false;
  const opts = { removeOnComplete: true };
  return {
    name: 'bull alone',
    async enqueue(count) {
      await queue.pause();
      await inBatches(count, async (numbers) => {
        for (const number of numbers) await queue.add({ number }, opts);
      });
    },
    async enqueueInBulk(count) {
      await queue.pause();
      await inBatches(count, (numbers) =>
        queue.addBulk(numbers.map((number) => ({ data: { number }, opts }))),
      );
    },
    async work(count) {
      let done = 0;
      await new Promise<void>((resolve) => {
        const note = (): void => {
          done += 1;
          if (done < count) return;
          queue.off('completed', note);
          resolve();
        };
        queue.on('completed', note);
        if (!isAtWork) void queue.process(atOnce, async ({ data }) => void (await write(data.number)));
        isAtWork = true;
        void queue.resume();
      });
    },
    stop: () => queue.close(),
  };
}
