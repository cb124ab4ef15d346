import Bull from 'bull';
import { type Contestant, inBatches } from './contestant.ts';
import { workOff } from './work-off.ts';

/** The library alone. It keeps its jobs in Redis, in memory. */
export function bareBull(url: string, write: (number: number) => Promise<unknown>): Contestant {
  const queue = new Bull<{ number: number }>('mark', url, { prefix: 'bare' });
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
    work: workOff(queue, ({ number }) => write(number)),
    stop: () => queue.close(),
  };
}
