import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ownKeys } from '../../core/backup/own-keys.ts';
import { workspaceArchives } from '../../core/backup/stored-archives.ts';
import { askTask } from '../../core/backup/tasks/ask-task.ts';
import { type DoTask, waysOfTasks } from '../../core/backup/tasks/do-task.ts';
import { findTask } from '../../core/backup/tasks/find-tasks.ts';
import { startArchiveTasks } from '../../core/backup/tasks/start-archive-tasks.ts';
import { writeWorkspace } from '../../core/backup/workspace/write-workspace.ts';
import { inWorkspace } from '../../core/db/unit-of-work.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { until } from '../jobs/jobs-app.ts';
import { at, fillContacts, targetOf } from './backup-app.ts';

/** A process that stands still, or ends, in the middle of putting a workspace back. */
describe('backup: a return that was lost on the way', () => {
  let app: TestApp;
  const file = 'workspace-20260304-050607.tar.gz.locked';

  beforeEach(async () => {
    app = await bootTestApp({ plugins: ['crm'] });
    const { config } = app.runtime;
    const { id } = app.workspaces.a;
    await fillContacts(app.runtime, id, 3);
    const folder = workspaceArchives(config, id);
    await mkdir(folder, { recursive: true });
    const place = {
      target: targetOf(app.ownerUrl),
      dataDir: config.dataDir,
      keys: await ownKeys(app.runtime, id),
      at,
    };
    await writeWorkspace({ ...place, path: join(folder, file), workspace: id });
    await fillContacts(app.runtime, id, 4);
  });
  afterEach(() => app.stop());

  const ask = () =>
    askTask(app.runtime, { kind: 'return', about: app.workspaces.a.id, file, askedBy: 'system:test' });
  const stateOf = async (id: string) => (await findTask(app.runtime, app.workspaces.a.id, id))?.state;
  const contacts = () =>
    inWorkspace(app.runtime.database, app.workspaces.a.id, async (unit) => {
      const text = 'select count(*)::integer as count from crm_contacts';
      return (await unit.run<{ count: number }>({ text, values: [] }))[0]?.count;
    });
  const giveToAnother = (id: string) =>
    app.runtime.database.pool.query(
      `update archive_tasks set lease_owner = gen_random_uuid(), lease_until = now() + interval '1 hour' where id = $1`,
      [id],
    );

  it('changes nothing once the task has become another’s', async () => {
    const { id } = await ask();
    let ended: unknown;
    const put: DoTask = async (runtime, task, tell, finish) => {
      // It stands still until another has taken the task over, right before the end.
      const late: typeof finish = async (client, outcome) => {
        await giveToAnother(id);
        return finish(client, outcome);
      };
      ended = await waysOfTasks.return(runtime, task, tell, late).catch((error: unknown) => error);
      throw ended;
    };
    const keeper = startArchiveTasks(app.runtime, { return: put });
    await until(async () => ended !== undefined);
    await keeper.stop();
    expect(ended).to.be.instanceOf(Error);
    expect(await contacts()).to.equal(7);
    expect(await stateOf(id)).to.equal('running');
  });

  it('is not begun again when its process ends right after it happened', async () => {
    const { id } = await ask();
    let happened = false;
    const put: DoTask = async (...given) => {
      await waysOfTasks.return(...given);
      happened = true;
      return new Promise<never>(() => undefined);
    };
    const dead = startArchiveTasks(app.runtime, { return: put });
    await until(async () => happened);
    await app.runtime.database.pool.query("update archive_tasks set lease_until = now() - interval '1 hour'");
    await fillContacts(app.runtime, app.workspaces.a.id, 2);
    await dead.stop();
    const next = startArchiveTasks(app.runtime);
    await until(async () => (await stateOf(id)) === 'done');
    await next.stop();
    expect(await contacts()).to.equal(5);
  });
});
