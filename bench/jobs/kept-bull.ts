import { randomUUID } from 'node:crypto';
import Bull from 'bull';
import type pg from 'pg';
import { type Contestant, inBatches } from './contestant.ts';
import { workOff } from './work-off.ts';

const tables = `create table kept_jobs (id uuid primary key, number integer not null, state text not null default 'ready')`;
const leave = 'insert into kept_jobs (id, number) select * from unnest($1::uuid[], $2::integer[])';
/** The least there can be: what it does and that it is done, in one statement with a commit of its own. */
const finish = `with done as (update kept_jobs set state = 'done' where id = $1 and state = 'ready' returning number)
  insert into bare_marks (number) select number from done`;

/**
 * Bull with its jobs in PostgreSQL as well, in as few statements as can be, so that a flush of Redis would lose none: a
 * row with each job, handed in a hundred at once, and its end in the transaction of its effect. No lease, no fence, no tenant.
 */
export async function keptBull(url: string, pool: pg.Pool): Promise<Contestant> {
  await pool.query(tables);
  const queue = new Bull<{ id: string }>('kept', url, { prefix: 'kept' });
  const leaveSome = async (numbers: readonly number[]): Promise<void> => {
    const ids = numbers.map(() => randomUUID());
    await pool.query(leave, [ids, numbers]);
    await queue.addBulk(ids.map((id) => ({ data: { id }, opts: { removeOnComplete: true } })));
  };
  return {
    name: 'bull with rows',
    async enqueue(count) {
      await queue.pause();
      await inBatches(count, leaveSome);
    },
    work: workOff(queue, ({ id }) => pool.query(finish, [id])),
    stop: () => queue.close(),
  };
}
