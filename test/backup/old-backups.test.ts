import { mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { backupHealth } from '../../core/backup/backup-health.ts';
import { backupCommand } from '../../core/backup/commands/backup-command.ts';
import { keepPlan, savePlan } from '../../core/backup/plan/keep-plan.ts';
import { removeOldBackups } from '../../core/backup/remove-old-backups.ts';
import { latestTasks } from '../../core/backup/tasks/find-tasks.ts';
import { claimTask, failTask, finishTask } from '../../core/backup/tasks/hold-task.ts';
import { noteRun } from '../../core/backup/tasks/note-run.ts';
import { mute, unmute } from '../../core/muting/muting.ts';
import { bootTestRuntime, type TestRuntime } from '../../core/testing/test-runtime.ts';
import { asCommand } from './backup-app.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const owner = '0198c5de-0000-7000-8000-000000000001';

describe('backup: the plan, and the backups of this instance', () => {
  let instance: TestRuntime;
  let folder: string;

  before(async () => {
    instance = await bootTestRuntime();
    folder = await mkdtemp(join(tmpdir(), 'guildhall-test-old-'));
  });
  beforeEach(async () => {
    await instance.runtime.database.pool.query('delete from archive_tasks; delete from backup_plan');
  });
  after(async () => {
    await instance.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const health = () => backupHealth(instance.runtime);
  const ran = (file: string | null, bytes: number | null, error: string | null = null) =>
    noteRun(instance.runtime, {
      ...{ startedAt: instance.runtime.now(), file, recipient: null, error },
      made: bytes === null ? null : { bytes, sha256: 'x', rows: 1 },
    });
  const plan = { isOn: true, rhythm: 'daily', atTime: '02:30', weekday: 1, timeZone: 'UTC' } as const;
  const planned = async (now: Date): Promise<Date> => {
    const { dueAt } = await savePlan(instance.runtime, { ...plan, keep: 2, recipient: null }, now);
    return new Date(dueAt ?? '');
  };
  const latest = async () => (await latestTasks(instance.runtime, null))[0];
  /** Time that passed: the product's clock, and how long ago what was done ended. */
  const passed = (ms: number) =>
    instance.runtime.database.pool.query(
      `update archive_tasks set finished_at = finished_at - make_interval(secs => $1)`,
      [ms / 1_000],
    );

  it('old ones go by age, the newest stay, and what another made or is called otherwise is left alone', async () => {
    const own = ['20260301', '20260302', '20260303'].map((day) => `guildhall-${day}-020000.tar.gz.age`);
    const others = [
      'before-restore-20200101-000000.tar.gz',
      'guildhall-20200101-020000.tar.gz',
      'guildhall-20200102-020000.tar.gz',
      'notes.txt',
    ];
    for (const name of [...own, ...others]) await writeFile(join(folder, name), 'whole');
    for (const name of own) await ran(name, 5);
    // Given the same name by an instance that wrote it over: another length, so another backup.
    await ran('guildhall-20200102-020000.tar.gz', 4);
    await mute(instance.runtime, null, 'restored');
    expect(await removeOldBackups(instance.runtime, folder, 2)).to.deep.equal([]);
    await unmute(instance.runtime, null, { userId: null, name: 'Tess Tester' });
    expect(await removeOldBackups(instance.runtime, folder, 2)).to.deep.equal([own[0]]);
    expect((await readdir(folder)).sort()).to.deep.equal([...others, ...own.slice(1)].sort());
  });

  it('asks for none while the instance is muted, says so, and makes up for it once', async () => {
    const due = await planned(instance.runtime.now());
    await mute(instance.runtime, null, 'restored');
    await keepPlan(instance.runtime, due);
    expect(await latest()).to.equal(undefined);
    expect(await health()).to.deep.include({ status: 'degraded' });
    expect((await health()).message).to.include('muted');
    await unmute(instance.runtime, null, { userId: null, name: 'Tess Tester' });
    await keepPlan(instance.runtime, new Date(due.getTime() + 3 * 24 * hourMs));
    expect(await latest()).to.include({ state: 'waiting', askedBy: 'system:plan' });
    await keepPlan(instance.runtime, new Date(due.getTime() + 3 * 24 * hourMs));
    expect(await latestTasks(instance.runtime, null)).to.have.length(1);
  });

  it('tries one that failed again after a while, each time after a longer one, until it is made', async () => {
    const now = instance.runtime.now();
    await keepPlan(instance.runtime, await planned(new Date(now.getTime() - 25 * hourMs)));
    for (const [attempt, minutes] of [5, 20, 80, 240, 240].entries()) {
      const task = await claimTask(instance.runtime, owner);
      expect(task, `attempt ${attempt + 1}`).to.include({ state: 'running', attempts: attempt + 1 });
      await failTask(instance.runtime, task?.id ?? '', owner, 'The disk is full.');
      const { finishedAt } = (await latest()) ?? {};
      const later = (ms: number) => new Date(new Date(finishedAt ?? '').getTime() + ms);
      await keepPlan(instance.runtime, later(minutes * minuteMs - 1_000));
      expect((await latest())?.state).to.equal('failed');
      expect((await health()).message).to.match(/failed\. It is tried again at .*The disk is full\./);
      await keepPlan(instance.runtime, later(minutes * minuteMs));
      expect((await latest())?.state).to.equal('waiting');
      expect(await health()).to.include({ status: 'failed' });
    }
    const task = await claimTask(instance.runtime, owner);
    await finishTask(instance.runtime, task?.id ?? '', owner, { bytes: 1 });
    await keepPlan(instance.runtime, new Date(now.getTime() + 5 * hourMs));
    expect((await latest())?.state).to.equal('done');
    expect(await health()).to.include({ status: 'good' });
  });

  it('is red when the first of a plan has been due for hours and nobody makes it', async () => {
    const now = instance.runtime.now();
    await planned(now);
    expect(await health()).to.include({ status: 'degraded' });
    await planned(new Date(now.getTime() - 49 * hourMs));
    expect(await health()).to.include({ status: 'failed' });
    await keepPlan(instance.runtime, new Date(now.getTime() - 3 * hourMs));
    expect((await health()).message).to.match(/no backup yet\. One has been due since/);
  });

  it('knows what a timer of the system has the command make: each night, one that failed, and none any more', async () => {
    for (const night of [1, 2, 3]) {
      await ran(`guildhall-2026030${night}-020000.tar.gz`, 5);
      await passed(night === 3 ? 0 : 24 * hourMs);
    }
    expect(await health()).to.include({ status: 'good' });
    await ran(null, null, 'It failed: the disk is full.');
    expect((await health()).message).to.match(/A backup failed\..*the disk is full/);
    await ran('guildhall-20260304-020000.tar.gz', 5);
    expect(await health()).to.include({ status: 'good' });
    await passed(61 * hourMs);
    expect(await health()).to.include({ status: 'failed' });
  });

  it('hears of each run of the command, and the command removes its own old ones', async () => {
    const place = { ...instance, dataDir: instance.place.dataDir };
    const to = join(folder, 'timer');
    const run = (...words: string[]) => asCommand(place, (parts) => backupCommand(parts, ['--to', ...words]));
    expect(await run(to)).to.equal(0);
    const [first] = await readdir(to);
    expect(await latest()).to.include({ state: 'done', askedBy: 'system:command', file: first });
    expect((await latest())?.bytes).to.equal((await stat(join(to, first ?? ''))).size);
    await rename(join(to, first ?? ''), join(to, 'guildhall-20260301-020000.tar.gz'));
    await instance.runtime.database.pool.query(
      `update archive_tasks set file = 'guildhall-20260301-020000.tar.gz'`,
    );
    await writeFile(join(to, 'guildhall-20260228-020000.tar.gz'), 'of another instance');
    expect(await run(to, '--keep', '1')).to.equal(0);
    expect(await readdir(to))
      .to.include('guildhall-20260228-020000.tar.gz')
      .and.have.length(2);
    expect(await run(join(to, 'guildhall-20260228-020000.tar.gz'))).to.equal(1);
    expect((await latest())?.error).to.include('is there already');
    expect(await health()).to.include({ status: 'failed' });
  });
});
