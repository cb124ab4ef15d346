import { expect } from 'chai';
import { askTask } from '../../core/backup/tasks/ask-task.ts';
import type { DoTask } from '../../core/backup/tasks/do-task.ts';
import { findTask } from '../../core/backup/tasks/find-tasks.ts';
import { startArchiveTasks } from '../../core/backup/tasks/start-archive-tasks.ts';
import { bootAgain, bootTestRuntime, type TestRuntime } from '../../core/testing/test-runtime.ts';
import { until } from '../jobs/jobs-app.ts';

describe('backup tasks', () => {
  let first: TestRuntime;
  let second: TestRuntime;
  const done: string[] = [];
  const at = (name: string, doTask: DoTask) => ({
    backup: async (...given: Parameters<DoTask>) => {
      done.push(name);
      return doTask(...given);
    },
  });
  const quick: DoTask = async () => ({ bytes: 1 });

  before(async () => {
    first = await bootTestRuntime();
    second = await bootAgain(first);
  });
  beforeEach(() => done.splice(0));
  after(async () => {
    await second.stop();
    await first.stop();
  });

  const ask = () => askTask(first.runtime, { kind: 'backup', askedBy: 'system:test' });
  const task = async (id: string) => await findTask(first.runtime, null, id);

  it('are done once, by one of the processes that work', async () => {
    const keepers = [first, second].map(({ runtime }, index) =>
      startArchiveTasks(runtime, at(String(index), quick)),
    );
    const { id } = await ask();
    await until(async () => (await task(id))?.state === 'done');
    expect(done).to.have.length(1);
    for (const keeper of keepers) await keeper.stop();
  });

  it('are not asked for twice while one is under way', async () => {
    const { id } = await ask();
    const refused = await ask().catch((error: Error) => error.message);
    expect(refused).to.include('under way already');
    const keeper = startArchiveTasks(first.runtime, at('first', quick));
    await until(async () => (await task(id))?.state === 'done');
    await keeper.stop();
  });

  it('tell why they failed, and are asked for again', async () => {
    const keeper = startArchiveTasks(
      first.runtime,
      at('first', () => Promise.reject(new Error('The disk is full.'))),
    );
    const { id } = await ask();
    await until(async () => (await task(id))?.state === 'failed');
    expect((await task(id))?.error).to.equal('It failed: The disk is full.');
    await keeper.stop();
  });

  it('go to another process when theirs stops, or dies and shows no sign of life', async () => {
    const endless = () => new Promise<never>(() => undefined);
    const stopping = startArchiveTasks(first.runtime, at('stopping', endless));
    const { id } = await ask();
    await until(() => done.length === 1);
    await stopping.stop();
    expect((await task(id))?.state).to.equal('waiting');
    await first.runtime.database.pool.query(
      `update archive_tasks set state = 'running', attempts = 1, lease_owner = gen_random_uuid(),
         lease_until = now() - interval '1 second' where id = $1`,
      [id],
    );
    const keeper = startArchiveTasks(second.runtime, at('other', quick));
    await until(async () => (await task(id))?.state === 'done');
    expect(done.at(-1)).to.equal('other');
    await keeper.stop();
  });

  it('are given up when several processes died over one', async () => {
    const { id } = await ask();
    await first.runtime.database.pool.query(
      `update archive_tasks set state = 'running', attempts = 3, lease_owner = gen_random_uuid(),
         lease_until = now() - interval '1 second' where id = $1`,
      [id],
    );
    const keeper = startArchiveTasks(first.runtime, at('first', quick));
    await until(async () => (await task(id))?.state === 'failed');
    expect(done).to.deep.equal([]);
    await keeper.stop();
  });
});
