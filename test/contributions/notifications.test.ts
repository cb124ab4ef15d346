import { expect } from 'chai';
import { io } from 'socket.io-client';
import { openCtx } from '../../core/context/open-ctx.ts';
import { switchPlugin } from '../../core/modules/switch-plugin.ts';
import { forgetOldNotifications } from '../../core/notifications/forget-old-notifications.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { changeProfile } from '../../core/users/change-profile.ts';
import { loadPerson } from '../../core/users/person.ts';
import type { Browser } from '../http/browser.ts';
import { openDoors, signedIn } from './people.ts';

interface Told {
  readonly id: string;
  readonly title: string;
  readonly body: string | null;
  readonly readAt: string | null;
}

describe('notifications', () => {
  const scopes = {} as { a: Awaited<ReturnType<TestApp['scope']>> };
  let app: TestApp;
  let member: Browser;
  let admin: Browser;
  const inA = { 'guildhall-workspace': 'a' };
  before(async () => {
    app = await bootTestApp({ fixtures: ['crier'] });
    await openDoors(app);
    member = await signedIn(app, 'member@a.example');
    admin = await signedIn(app, 'admin@a.example');
    scopes.a = await app.scope('owner');
  });
  after(() => app.stop());
  beforeEach(() =>
    openCtx(app.runtime, scopes.a, (ctx) => ctx.db.sql('delete from notifications')).then(() =>
      openCtx(app.runtime, scopes.a, (ctx) => ctx.db.sql('delete from notification_preferences')),
    ),
  );

  const cry = (body: object) => app.as('viewer').post('/api/crier/cries').send(body);
  const people = () => app.workspaces.a.people;
  const inboxOf = async (browser: Browser): Promise<Told[]> =>
    (await browser.get('/api/notifications', inA)).json().data as Told[];
  async function speaking(locale: string, work: () => Promise<void>): Promise<void> {
    const person = await loadPerson(app.runtime.database, people().member.id);
    if (!person) throw new Error('There is no member.');
    const { name, timezone } = person;
    await changeProfile(app.runtime, person, { name, timezone, locale });
    await work();
    await changeProfile(app.runtime, person, { name, timezone, locale: person.locale });
  }
  const titles = async (browser: Browser) => (await inboxOf(browser)).map(({ title }) => title);

  it('reach the people named, with their words, and nobody else', async () => {
    await cry({ to: [people().member.id, app.workspaces.b.people.member.id], title: 'Rain' }).expect(200);
    expect(await titles(member)).to.deep.equal(['Rain']);
    expect(await titles(admin)).to.deep.equal([]);
    const stranger = await signedIn(app, 'member@b.example');
    expect((await stranger.get('/api/notifications', { 'guildhall-workspace': 'b' })).json().data).to.eql([]);
  });

  it('are in the words of whoever reads them, on the page and by the API', async () => {
    await cry({ to: [people().member.id, people().admin.id], title: 'Regen' }).expect(200);
    const bodies = async (browser: Browser) => (await inboxOf(browser)).map(({ body }) => body);
    expect(await bodies(member)).to.deep.equal(['Hear 5 letters']);
    await speaking('de-AT', async () => {
      const german = await signedIn(app, 'member@a.example');
      expect(await bodies(german)).to.deep.equal(['Hör 5 Buchstaben']);
      expect((await german.get('/w/a/notifications')).text).to.include('Hör 5 Buchstaben');
      expect((await german.get('/w/a/notifications/preferences')).text).to.include('Neuigkeiten');
      const { data } = (await german.get('/api/notifications/preferences', inA)).json() as {
        data: { title: string }[];
      };
      expect(data.map(({ title }) => title)).to.include('Neuigkeiten');
    });
    expect(await bodies(admin)).to.deep.equal(['Hear 5 letters']);
  });

  it('were never said when the work was rolled back', async () => {
    expect((await cry({ to: [people().member.id], title: 'Snow', fail: true })).status).to.equal(500);
    expect(await titles(member)).to.deep.equal([]);
  });

  it('are told once for the same key', async () => {
    for (const title of ['Once', 'Twice']) await cry({ to: [people().member.id], title, key: 'same' });
    expect(await titles(member)).to.deep.equal(['Once']);
  });

  it('are kept from those who lack the permission when they read, or whose module is off', async () => {
    const to = [people().member.id, people().admin.id];
    for (const browser of [member, admin]) {
      await browser.post('/w/a/notifications/preferences', {
        type: 'crier.whispered',
        channel: 'inApp',
        isOn: 'true',
      });
    }
    await openCtx(app.runtime, scopes.a, (ctx) =>
      ctx.db.sql(
        `insert into notification_preferences (workspace_id, user_id, type, channel, is_on)
         select workspace_id, id, 'crier.whispered', 'inApp', true from memberships on conflict do nothing`,
      ),
    );
    await cry({ to, title: 'Psst', type: 'whispered' }).expect(200);
    expect([await titles(member), await titles(admin)]).to.deep.equal([[], ['Psst']]);
    await switchPlugin(app.runtime, await app.scope('admin'), 'crier', false);
    expect(await titles(admin)).to.deep.equal([]);
    await switchPlugin(app.runtime, await app.scope('admin'), 'crier', true);
    expect(await titles(admin)).to.deep.equal(['Psst']);
  });

  it('come as each person chose, or as their kind is meant', async () => {
    await cry({ to: [people().admin.id], title: 'Quiet', type: 'whispered' });
    expect(await titles(admin)).to.deep.equal([]);
    const choice = { type: 'crier.cried', channel: 'inApp', isOn: 'false' };
    await member.post('/w/a/notifications/preferences', choice);
    await cry({ to: [people().member.id], title: 'Unwanted' });
    expect(await titles(member)).to.deep.equal([]);
    const { text } = await member.get('/w/a/notifications/preferences');
    expect(text).to.include('News').and.not.to.include('Whispers');
    const refused = await member.post('/w/a/notifications/preferences', {
      ...choice,
      type: 'crier.whispered',
    });
    expect(refused.status).to.equal(404);
  });

  it('show on a page and at the bell, until they are read', async () => {
    await cry({ to: [people().member.id], title: 'Fire <b>' });
    await cry({ to: [people().member.id], title: 'Flood' });
    const { text } = await member.get('/w/a/notifications');
    expect(text)
      .to.include('Fire &lt;b&gt;')
      .and.to.match(/class="count">2</);
    const [flood] = await inboxOf(member);
    const opened = await member.post(`/w/a/notifications/${flood?.id}/opening`);
    expect(opened.location).to.equal('/w/a/crier/news');
    expect((await member.get('/w/a/notifications')).text).to.match(/class="count">1</);
    await member.post('/w/a/notifications/reading');
    expect((await inboxOf(member)).every(({ readAt }) => readAt !== null)).to.equal(true);
    await member.post(`/w/a/notifications/${flood?.id}/unreading`);
    expect((await member.get('/api/notifications', inA)).text).to.include('"unread":1');
  });

  it('are all found by going back, also those of one moment, and lead where they say however old they are', async () => {
    await openCtx(app.runtime, scopes.a, (ctx) =>
      ctx.db.sql(
        `insert into notifications (workspace_id, id, user_id, type, payload, created_at)
         select $1, gen_random_uuid(), $2, 'crier.cried', jsonb_build_object('title', 'At once ' || n),
           '2026-01-02T03:04:05.678Z' from generate_series(1, 220) n`,
        [app.workspaces.a.id, people().member.id],
      ),
    );
    const ids: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const { data, page } = (await member.get(`/api/notifications?before=${next}`, inA)).json() as {
        data: Told[];
        page: { next: string | null };
      };
      ids.push(...data.map(({ id }) => id));
      next = page.next;
    }
    expect([ids.length, new Set(ids).size]).to.deep.equal([220, 220]);
    const oldest = await member.post(`/w/a/notifications/${ids.at(-1)}/opening`);
    expect(oldest.location).to.equal('/w/a/crier/news');
  });

  it('are marked by nobody but their reader', async () => {
    await cry({ to: [people().member.id], title: 'Mine' });
    const [mine] = await inboxOf(member);
    expect((await admin.post(`/w/a/notifications/${mine?.id}/reading`)).status).to.equal(404);
    expect((await admin.post('/w/a/notifications/not-an-id/reading')).status).to.equal(404);
    expect((await inboxOf(member))[0]?.readAt).to.equal(null);
    expect((await app.as('member').get('/api/notifications')).status).to.equal(404);
  });

  it('leave out one whose words cannot be made', async () => {
    await cry({ to: [people().member.id], title: 'Bad', broken: true });
    await cry({ to: [people().member.id], title: 'Good' });
    expect(await titles(member)).to.deep.equal(['Good']);
  });

  it('are heard of at once by their reader, and by nobody else', async () => {
    const cookie = [...member.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const extraHeaders = { cookie, origin: app.url };
    const socket = io(app.url, { path: '/live', transports: ['websocket'], extraHeaders });
    const ask = (record?: string): Promise<{ ok: boolean }> =>
      socket.emitWithAck('join', {
        workspace: 'a',
        resource: 'core.notification',
        ...(record && { record }),
      });
    await new Promise((connected) => socket.on('connect', () => connected(null)));
    expect((await ask(people().admin.id)).ok).to.equal(false);
    expect((await ask()).ok).to.equal(false);
    expect((await ask(people().member.id)).ok).to.equal(true);
    const heard = new Promise<{ id: string }>((tell) => socket.on('changed', tell));
    await cry({ to: [people().admin.id], title: 'Not yours' });
    await cry({ to: [people().member.id], title: 'Yours' });
    expect((await heard).id).to.equal(people().member.id);
    socket.disconnect();
  });

  it('are forgotten after three months', async () => {
    await cry({ to: [people().member.id], title: 'Old' });
    await openCtx(app.runtime, scopes.a, (ctx) =>
      ctx.db.sql("update notifications set created_at = now() - interval '91 days'"),
    );
    await cry({ to: [people().member.id], title: 'New' });
    expect(await forgetOldNotifications(app.runtime)).to.equal(1);
    expect(await titles(member)).to.deep.equal(['New']);
  });
});
