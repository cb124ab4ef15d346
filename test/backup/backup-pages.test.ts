import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { backupHealth } from '../../core/backup/backup-health.ts';
import { keepPlan } from '../../core/backup/plan/keep-plan.ts';
import { startArchiveTasks } from '../../core/backup/tasks/start-archive-tasks.ts';
import { readInstance } from '../../core/db/read-instance.ts';
import { mute } from '../../core/muting/muting.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { openDoors, signedIn } from '../contributions/people.ts';
import type { Browser } from '../http/browser.ts';
import { until } from '../jobs/jobs-app.ts';

interface Task {
  readonly state: string;
  readonly error: string | null;
  readonly file: string;
}

describe('backups: the page of the admin', () => {
  let app: TestApp;
  let admin: Browser;
  let other: Browser;
  let keeper: ReturnType<typeof startArchiveTasks>;
  const folder = () => join(app.place.dataDir, 'backups');

  before(async () => {
    app = await bootTestApp({ plugins: ['crm'] });
    await openDoors(app, 'owner@a.example');
    admin = await signedIn(app, 'owner@a.example');
    other = await signedIn(app, 'owner@b.example');
    keeper = startArchiveTasks(app.runtime);
  });
  after(async () => {
    await keeper.stop();
    await app.stop();
  });

  const api = async (path: string) => (await admin.get(path)).json().data as unknown;
  const tasks = async () => (await api('/api/instance/backup-tasks')) as Task[];
  const settled = async (): Promise<Task> => {
    const latest = async () => (await tasks())[0];
    await until(async () => /done|failed/.test((await latest())?.state ?? ''));
    return (await latest()) as Task;
  };
  const backups = async () =>
    (await api('/api/instance/backups')) as {
      name: string;
      check: string;
      sha256: string;
    }[];

  it('says that there is none, also to those who watch over the instance', async () => {
    expect((await admin.get('/admin/backups')).text).to.include('There is no backup yet');
    expect(await backupHealth(app.runtime)).to.include({ status: 'degraded' });
    expect((await admin.get('/admin/health')).text).to.include('There is no backup yet');
  });

  it('makes one in the background, reads it back and tells its checksum', async () => {
    expect((await admin.post('/admin/backups')).location).to.equal('/admin/backups');
    expect(await settled()).to.include({ state: 'done', error: null });
    const [backup] = await backups();
    expect(backup).to.include({ check: 'whole' });
    const { text } = await admin.get('/admin/backups');
    for (const part of [backup?.name, backup?.sha256, 'Whole', 'npm run restore'])
      expect(text).to.include(part);
    expect(await backupHealth(app.runtime)).to.include({ status: 'degraded' });
  });

  it('gives it out whole', async () => {
    const [{ name } = { name: '' }] = await backups();
    for (const path of ['/api/instance/backups', '/admin/backups']) {
      const { status, headers } = await admin.get(`${path}/${name}`);
      expect(status, path).to.equal(200);
      expect(headers.get('content-disposition')).to.include(name);
      expect(Number(headers.get('content-length'))).to.equal((await stat(join(folder(), name))).size);
    }
    const text = "select subject from instance_audit where action = 'backup.download'";
    const noted = await readInstance(app.runtime.database, { text, values: [] });
    expect(noted).to.deep.equal([{ subject: name }, { subject: name }]);
  });

  it('finds out when one was changed after it was written', async () => {
    const [{ name } = { name: '' }] = await backups();
    const path = join(folder(), name);
    const bytes = await readFile(path);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    await writeFile(path, bytes);
    await admin.post('/admin/backups/checks', { file: name });
    expect((await settled()).error).to.include('its checksum is another');
    expect((await backups())[0]).to.include({ name, check: 'damaged' });
    expect((await admin.get('/admin/backups')).text)
      .to.include('Damaged')
      .and.include('Use another backup');
  });

  it('is for the admin of the instance alone, and not for a key of theirs', async () => {
    const [{ name } = { name: '' }] = await backups();
    for (const path of ['/admin/backups', '/api/instance/backups']) {
      expect((await other.get(`${path}/${name}`)).status, path).to.equal(404);
    }
    await app.as('owner').get(`/api/instance/backups/${name}`).expect(403);
    await app.as('owner').post('/api/instance/backups').expect(403);
  });

  it('leads nowhere else, whatever is asked for', async () => {
    for (const name of ['..%2Fsecrets.json', '%2E%2E%2Fsecrets.json', 'secrets.json', 'no-such.tar.gz']) {
      expect((await admin.get(`/admin/backups/${name}`)).status, name).to.equal(404);
      expect((await admin.call('POST', `/api/instance/backups/${name}/check`)).status, name).to.equal(404);
    }
    expect((await admin.post('/admin/backups/checks', { file: '../secrets.json' })).status).to.equal(404);
  });

  const plan = {
    isOn: 'yes',
    rhythm: 'daily',
    atTime: '02:30',
    weekday: '1',
    timeZone: 'Europe/Berlin',
    keep: '1',
  };

  it('keeps what was typed when the plan makes no sense, and says what is wrong', async () => {
    const wrong = {
      ...plan,
      atTime: '25:00',
      timeZone: 'Europe/Atlantis',
      keep: '0',
      recipient: 'age1short',
    };
    const { status, text } = await admin.post('/admin/backups/plan', wrong);
    expect(status).to.equal(422);
    for (const part of [
      '25:00',
      'Write a time such as',
      'Choose a time zone',
      'Keep one at least',
      'begins with age1',
    ]) {
      expect(text).to.include(part);
    }
    expect((await admin.call('PUT', '/api/instance/backup-plan', { isOn: true })).status).to.equal(422);
  });

  it('makes them by the plan, each time once, by the clocks of its time zone, and keeps the newest', async () => {
    expect((await admin.post('/admin/backups/plan', plan)).status).to.equal(303);
    const { dueAt } = (await api('/api/instance/backup-plan')) as { dueAt: string };
    expect(
      new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', timeStyle: 'short' }).format(
        new Date(dueAt),
      ),
    ).to.equal('02:30');
    const due = new Date(dueAt);
    await Promise.all([1, 2, 3].map(() => keepPlan(app.runtime, due)));
    keeper.look();
    await until(async () => (await tasks()).filter(({ state }) => state === 'done').length >= 2);
    const planned = (await tasks()).filter((task) => (task as { plannedFor?: string }).plannedFor);
    expect(planned).to.have.length(1);
    expect((await backups()).map(({ name }) => name)).to.deep.equal([planned[0]?.file]);
    expect(await backupHealth(app.runtime)).to.include({ status: 'good' });
  });

  it('works out the next time anew when the clock was put back, and asks for none', async () => {
    const before = (await tasks()).length;
    const past = new Date('2026-03-28T12:00:00Z');
    await keepPlan(app.runtime, past);
    // The night in which the clocks of Berlin leave 02:30 out.
    expect(await api('/api/instance/backup-plan'))
      .to.have.property('dueAt')
      .that.matches(/^2026-03-29T01:00/);
    expect(await tasks()).to.have.length(before);
  });

  it('tells everywhere that the instance is muted, until its admin confirms', async () => {
    await mute(app.runtime, null, 'restored from a backup');
    const banner = 'This instance was restored and is muted';
    await until(async () => (await admin.get('/admin/jobs')).text.includes(banner));
    expect((await admin.get('/w/a')).text)
      .to.include(banner)
      .and.include('/admin/muting');
    expect((await other.get('/w/b')).text)
      .to.include(banner)
      .and.not.include('/admin/muting');
    expect((await admin.get('/admin/muting')).text).to.include('restored from a backup');
    expect((await admin.get('/admin/backups')).text).to.include('this plan makes no backup');
    expect((await admin.post('/admin/muting/end', { what: 'nothing' })).status).to.equal(303);
    expect(await api('/api/instance/mutings')).to.have.length(1);
    expect((await admin.post('/admin/muting/end', { what: 'instance' })).status).to.equal(303);
    expect((await admin.get('/admin/jobs')).text).not.to.include(banner);
  });
});
