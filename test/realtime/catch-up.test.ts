import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { seenNow } from '../../core/events/changes-since.ts';
import { readSeen } from '../../core/events/seen.ts';
import { findResource } from '../../core/resources/find-resource.ts';
import { bulkWrite } from '../../core/resources/write/bulk-write.ts';
import { createRecord } from '../../core/resources/write/create-record.ts';
import { updateRecord } from '../../core/resources/write/update-record.ts';
import { type Browser, bootLiveApp, type LiveApp, type LiveDoor, listenOn, until } from './live-app.ts';

const ticket = 'live-desk.ticket';
const interest = { workspace: 'a', resource: ticket };

describe('realtime: what was missed', () => {
  let app: LiveApp;
  let other: LiveDoor;
  let witnesses: readonly Browser[];

  before(async () => {
    app = await bootLiveApp();
    other = await app.another();
    witnesses = [
      await app.browser(app.workspaces.a.people.owner),
      await other.browser(app.workspaces.a.people.owner),
    ];
    for (const witness of witnesses) await join(witness, {});
  });

  after(() => app.stop());

  const resource = (id = ticket) => findResource(app.runtime, id);

  async function write(subject: string, workspace = app.workspaces.a): Promise<string> {
    const scope = await app.scope('member', workspace);
    return (await createRecord(app.runtime, scope, resource(), { subject })).id;
  }

  async function join(browser: Browser, message: object) {
    const answer = await browser.ask('join', { ...interest, ...message });
    if (!answer.ok) throw new Error(answer.error.message);
    return answer;
  }

  /** Until both processes have read, and told, all that is written now. */
  async function readUp(): Promise<void> {
    const target = readSeen(await seenNow(app.runtime.database))?.max ?? 0;
    for (const witness of witnesses) {
      const reached = async () => {
        const mark = await witness.ask('mark', null);
        return mark.ok && (readSeen(mark.seen ?? '')?.max ?? 0) >= target;
      };
      while (!(await reached())) await pause(10);
    }
  }

  const idsOf = (missed: unknown) => (missed as { id: string }[]).map(({ id }) => id);

  it('is told to a page that was rendered before a change and joins after it', async () => {
    const since = await seenNow(app.runtime.database);
    const id = await write('Between rendering and joining');
    await readUp();
    const browser = await app.browser(app.workspaces.a.people.viewer);
    const { missed, seen } = await join(browser, { since });
    expect(missed).to.deep.equal([{ id, kind: 'created', version: 1 }]);
    expect((await join(browser, { since: seen })).missed).to.equal(undefined);
  });

  it('is told at another process after the first was killed, each change once', async () => {
    const browser = await other.browser(app.workspaces.a.people.viewer);
    const { seen: joined } = await join(browser, {});
    const heard = await write('Heard');
    await until(() => browser.changed.length > 0);
    const { seen } = browser.changed[0] ?? {};
    browser.socket.disconnect();
    const missed = [await write('Missed'), await write('Missed too')];
    await readUp();
    const again = await listenOn(app.connect({ cookie: browser.cookie, origin: app.base }), browser.cookie);
    expect(idsOf((await join(again, { since: seen })).missed)).to.deep.equal(missed);
    expect(idsOf((await join(again, { since: joined })).missed)).to.deep.equal([heard, ...missed]);
    const live = await write('Live');
    await until(() => again.changed.length > 0);
    expect(again.changed.map(({ id }) => id)).to.deep.equal([live]);
  });

  it('is of that record, resource and workspace alone', async () => {
    const [mine, beside] = [await write('Mine'), await write('Beside')];
    const since = await seenNow(app.runtime.database);
    for (const id of [mine, beside])
      await updateRecord(app.runtime, await app.scope('member'), resource(), id, { subject: 'Changed' });
    await write('In B', app.workspaces.b);
    await readUp();
    const browser = await app.browser(app.workspaces.a.people.viewer);
    expect(idsOf((await join(browser, { record: mine, since })).missed)).to.deep.equal([mine]);
    expect(idsOf((await join(browser, { since })).missed)).to.deep.equal([mine, beside]);
    const diaries = await join(browser, { resource: 'live-desk.diary', since });
    expect(diaries.missed).to.equal(undefined);
  });

  it('is a refresh where it is too much, too old, or nonsense, and where ids may not be told', async () => {
    const since = await seenNow(app.runtime.database);
    const create = Array.from({ length: 60 }, (_, number) => ({ subject: `Ticket ${number}` }));
    await bulkWrite(app.runtime, await app.scope('member'), resource(), { create });
    const { admin } = app.workspaces.a.people;
    const diary = { entry: 'Dear diary', ownerId: admin.id };
    await createRecord(app.runtime, await app.scope('admin'), resource('live-desk.diary'), diary);
    const browser = await app.browser(app.workspaces.a.people.member);
    const missedSince = async (one: string, more = {}) =>
      (await join(browser, { since: one, ...more })).missed;
    await readUp();
    expect(await missedSince(since)).to.equal('refresh');
    expect(await missedSince(since, { resource: 'live-desk.diary' })).to.equal('refresh');
    for (const nonsense of ['', 'x', '1:2:3:4', '-1:5:', '9999999999:9999999999:', 'x'.repeat(5_000)])
      expect(await missedSince(nonsense), nonsense.slice(0, 20)).to.equal('refresh');
  });

  it('is nothing for a page that slept while nothing happened: it asks now and then how far all is told', async () => {
    const browser = await app.browser(app.workspaces.a.people.viewer);
    await join(browser, {});
    const id = await write('While awake');
    // So soon after many changes this one may be told as a refresh.
    await until(() => browser.changed.some((one) => one.id === id) || browser.refreshed.length > 0);
    await readUp();
    const mark = await browser.ask('mark', null);
    if (!mark.ok) throw new Error(mark.error.message);
    expect(mark.seen).to.match(/^\d+:\d+:/);
    expect((await join(browser, { since: mark.seen })).missed).to.equal(undefined);
    const late = await write('While asleep');
    await readUp();
    const again = await other.browser(app.workspaces.a.people.viewer);
    expect(idsOf((await join(again, { since: mark.seen })).missed)).to.deep.equal([late]);
  });
});
