import type pg from 'pg';
import PgBoss from 'pg-boss';
import { atOnce, type Contestant, inBatches } from './contestant.ts';

const queue = 'mark';
/** Fetched at a time: with fewer, fetching costs more than doing. */
const fetched = 50;

/** The library alone, in the quickest way it has: a loop of its own, as its workers rest between batches. */
export async function barePgBoss(
  url: string,
  pool: pg.Pool,
  write: (number: number) => Promise<unknown>,
): Promise<Contestant> {
  const boss = new PgBoss({
    connectionString: url,
    schema: 'bare_boss',
    max: atOnce,
    supervise: false,
    schedule: false,
  });
  boss.on('error', (error) => process.stderr.write(`pg-boss: ${error.message}\n`));
  await boss.start();
  await boss.createQueue(queue);
  const takeSome = async (): Promise<number> => {
    const jobs = await boss.fetch<{ number: number }>(queue, { batchSize: fetched });
    const waiting = [...jobs];
    const doSome = async (): Promise<void> => {
      for (let job = waiting.shift(); job; job = waiting.shift()) await write(job.data.number);
    };
    await Promise.all(Array.from({ length: atOnce }, doSome));
    if (jobs.length > 0)
      await boss.complete(
        queue,
        jobs.map(({ id }) => id),
      );
    return jobs.length;
  };
  const inTransaction = async (leave: (db: PgBoss.Db) => Promise<unknown>): Promise<void> => {
    const client = await pool.connect();
    await client.query('begin');
    await leave({ executeSql: (text: string, values: unknown[]) => client.query(text, values) });
    await client.query('commit');
    client.release();
  };
  return {
    name: 'pg-boss alone',
    enqueue: (count) =>
      inBatches(count, (numbers) =>
        inTransaction(async (db) => {
          for (const number of numbers) await boss.send(queue, { number }, { db });
        }),
      ),
    enqueueInBulk: (count) =>
      inBatches(count, (numbers) =>
        inTransaction((db) =>
          boss.insert(
            numbers.map((number) => ({ name: queue, data: { number } })),
            { db },
          ),
        ),
      ),
    async work(count) {
      for (let done = 0; done < count; ) done += await takeSome();
    },
    stop: () => boss.stop({ graceful: false }),
  };
}
