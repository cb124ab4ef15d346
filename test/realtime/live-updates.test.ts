import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { membershipsTopic } from '../../core/access/topics.ts';
import { inWorkspace } from '../../core/db/unit-of-work.ts';
import { switchPlugin } from '../../core/modules/switch-plugin.ts';
import type { ChangedMessage } from '../../core/realtime/messages.ts';
import { findResource } from '../../core/resources/find-resource.ts';
import { bulkWrite } from '../../core/resources/write/bulk-write.ts';
import { createRecord } from '../../core/resources/write/create-record.ts';
import { removeRecord, restoreRecord } from '../../core/resources/write/remove-record.ts';
import { updateRecord } from '../../core/resources/write/update-record.ts';
import type { BuiltInRole } from '../../core/sdk/index.ts';
import { type Browser, bootLiveApp, type LiveApp } from './live-app.ts';

const ticket = 'live-desk.ticket';
const moment = 120;

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 4_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error('It did not happen within four seconds.');
    await pause(5);
  }
}

const withoutSeen = ({ seen: _, ...rest }: ChangedMessage) => rest;

describe('realtime: live updates', () => {
  let app: LiveApp;

  before(async () => {
    app = await bootLiveApp();
  });

  after(() => app.stop());

  const resource = (id: string) => findResource(app.runtime, id);
  const scope = (role: BuiltInRole = 'member', workspace = app.workspaces.a) => app.scope(role, workspace);

  async function write(subject: string, workspace = app.workspaces.a) {
    return createRecord(app.runtime, await scope('member', workspace), resource(ticket), { subject });
  }

  async function listener(role: BuiltInRole, interest: object = {}): Promise<Browser> {
    const browser = await app.browser(app.workspaces.a.people[role]);
    const asked = { workspace: 'a', resource: ticket, ...interest };
    expect(await browser.ask('join', asked)).to.include({ ok: true });
    return browser;
  }

  it('tells two browsers what a third person did, by id and never by value', async () => {
    const [one, two] = [await listener('viewer'), await listener('admin')];
    const made = await write('Printer on fire');
    await updateRecord(app.runtime, await scope(), resource(ticket), made.id, { subject: 'Printer fixed' });
    await removeRecord(app.runtime, await scope(), resource(ticket), made.id);
    await restoreRecord(app.runtime, await scope(), resource(ticket), made.id);
    await until(() => one.changed.length === 4 && two.changed.length === 4);
    const kinds = ['created', 'updated', 'removed', 'restored'] as const;
    const expected = kinds.map((kind, index) => ({
      resource: ticket,
      id: made.id,
      kind,
      version: index + 1,
    }));
    expect(one.changed.map(withoutSeen)).to.deep.equal(expected);
    expect(two.changed.map(withoutSeen)).to.deep.equal(expected);
  });

  it('is there within a moment', async () => {
    const browser = await listener('viewer');
    const began = performance.now();
    await write('Quick');
    await until(() => browser.changed.length > 0);
    expect(performance.now() - began).to.be.below(300);
  });

  it('tells those who watch one record of that one only', async () => {
    const [watched, other] = [await write('Watched'), await write('Other')];
    const browser = await listener('viewer', { record: watched.id });
    for (const { id } of [other, watched])
      await updateRecord(app.runtime, await scope(), resource(ticket), id, { subject: 'Changed' });
    await until(() => browser.changed.length > 0);
    await pause(moment);
    expect(new Set(browser.changed.map((message) => message.id))).to.deep.equal(new Set([watched.id]));
  });

  it('stops when asked to', async () => {
    const browser = await listener('viewer');
    expect(await browser.ask('leave', { workspace: 'a', resource: ticket })).to.include({ ok: true });
    await write('Unheard');
    await pause(moment);
    expect(browser.changed).to.deep.equal([]);
  });

  it('keeps workspaces apart: of another one nothing is heard', async () => {
    const browser = await listener('viewer');
    await write('In B', app.workspaces.b);
    const made = await write('In A');
    await until(() => browser.changed.length > 0);
    expect(browser.changed.map((message) => message.id)).to.deep.equal([made.id]);
  });

  it('turns a flood into a refresh', async () => {
    const browser = await listener('viewer');
    const create = Array.from({ length: 150 }, (_, number) => ({ subject: `Ticket ${number}` }));
    await bulkWrite(app.runtime, await scope(), resource(ticket), { create });
    await until(() => browser.refreshed.length > 0);
    await pause(600);
    expect(browser.changed).to.deep.equal([]);
    expect(browser.refreshed).to.deep.equal([ticket]);
  });

  it('tells no ids where records are hidden from some', async () => {
    const { admin, member } = app.workspaces.a.people;
    const browser = await listener('member', { resource: 'live-desk.diary' });
    const diary = { entry: 'Dear diary', ownerId: admin.id };
    const made = await createRecord(app.runtime, await scope('admin'), resource('live-desk.diary'), diary);
    await until(() => browser.refreshed.length > 0);
    expect(browser.changed).to.deep.equal([]);
    const hidden = { workspace: 'a', resource: 'live-desk.diary', record: made.id };
    expect(await browser.ask('join', hidden)).to.deep.include({ ok: false });
    expect(member.id).not.to.equal(admin.id);
  });
});

describe('realtime: who may listen', () => {
  let app: LiveApp;

  before(async () => {
    app = await bootLiveApp();
  });

  after(() => app.stop());

  async function refusal(browser: Browser, interest: unknown): Promise<{ code: string; message: string }> {
    const answer = await browser.ask('join', interest);
    if (answer.ok) throw new Error('It was let in.');
    return answer.error;
  }

  function failureToConnect(headers: Record<string, string>): Promise<Error> {
    const socket = app.connect(headers);
    return new Promise((resolve, reject) => {
      socket.once('connect_error', resolve).once('connect', () => reject(new Error('It was let in.')));
    });
  }

  it('refuses nobody, an ended session and a forged cookie', async () => {
    expect(await failureToConnect({ origin: app.base })).to.include({ message: 'not-authenticated' });
    const browser = await app.browser(app.workspaces.a.people.viewer);
    const forged = { cookie: `${browser.cookie}x`, origin: app.base };
    expect(await failureToConnect(forged)).to.include({ message: 'not-authenticated' });
    await fetch(`${app.base}/leave`, { method: 'POST', headers: { cookie: browser.cookie } });
    const ended = { cookie: browser.cookie, origin: app.base };
    expect(await failureToConnect(ended)).to.include({ message: 'not-authenticated' });
  });

  it('refuses pages of another site, and those that do not say where they are from', async () => {
    const { cookie } = await app.browser(app.workspaces.a.people.viewer);
    for (const origin of ['https://evil.example', 'null', '']) {
      expect(await failureToConnect({ cookie, origin })).to.be.instanceOf(Error);
    }
  });

  it('answers for a foreign workspace exactly as for one that is not there', async () => {
    const browser = await app.browser(app.workspaces.a.people.owner);
    const foreign = await refusal(browser, { workspace: 'b', resource: ticket });
    expect(foreign).to.deep.equal(await refusal(browser, { workspace: 'nowhere', resource: ticket }));
    expect(foreign.code).to.equal('not-found');
  });

  it("answers for another workspace's record exactly as for one that is not there", async () => {
    const scope = await app.scope('member', app.workspaces.b);
    const theirs = await createRecord(app.runtime, scope, findResource(app.runtime, ticket), {
      subject: 'B',
    });
    const browser = await app.browser(app.workspaces.a.people.owner);
    const asked = { workspace: 'a', resource: ticket };
    const foreign = await refusal(browser, { ...asked, record: theirs.id });
    const random = await refusal(browser, { ...asked, record: '0199a3f0-5c2e-7d41-9f0b-3a6e2c8d1b47' });
    expect(foreign).to.deep.equal(random);
  });

  it('asks for the permission to read', async () => {
    const asked = { workspace: 'a', resource: 'live-desk.report' };
    const member = await app.browser(app.workspaces.a.people.member);
    expect((await refusal(member, asked)).code).to.equal('not-allowed');
    const admin = await app.browser(app.workspaces.a.people.admin);
    expect(await admin.ask('join', asked)).to.include({ ok: true });
  });

  it('ends at once when the module is switched off, and off is off', async () => {
    const browser = await app.browser(app.workspaces.a.people.viewer);
    const interest = { workspace: 'a', resource: ticket };
    await browser.ask('join', interest);
    const scope = await app.scope('owner');
    await switchPlugin(app.runtime, scope, 'live-desk', false);
    await until(() => browser.left.length > 0);
    expect(browser.left).to.deep.equal([interest]);
    expect((await refusal(browser, interest)).code).to.equal('not-found');
    await createRecord(app.runtime, scope, findResource(app.runtime, ticket), { subject: 'Late' });
    await pause(moment);
    expect(browser.changed).to.deep.equal([]);
    await switchPlugin(app.runtime, scope, 'live-desk', true);
    expect(await browser.ask('join', interest)).to.include({ ok: true });
  });

  it('ends within a second when a member is suspended or gets a lesser role', async () => {
    const { member, admin } = app.workspaces.a.people;
    const [suspended, lesser] = [await app.browser(member), await app.browser(admin)];
    await suspended.ask('join', { workspace: 'a', resource: ticket });
    await lesser.ask('join', { workspace: 'a', resource: 'live-desk.report' });
    await lesser.ask('join', { workspace: 'a', resource: ticket });
    await inWorkspace(app.runtime.database, app.workspaces.a.id, async (unit) => {
      await unit.from('memberships').where({ id: member.id }).update({ suspended_at: new Date() });
      await unit.from('memberships').where({ id: admin.id }).update({ role: 'viewer' });
    });
    const began = performance.now();
    for (const { id } of [member, admin]) await app.runtime.broadcast.tell(membershipsTopic, id);
    await until(() => suspended.left.length === 1 && lesser.left.length === 1);
    expect(performance.now() - began).to.be.below(1_000);
    expect(lesser.left.map((one) => one.resource)).to.deep.equal(['live-desk.report']);
  });

  it('ends with the session, on every connection of it', async () => {
    const browser = await app.browser(app.workspaces.b.people.viewer);
    await browser.ask('join', { workspace: 'b', resource: ticket });
    await fetch(`${app.base}/leave`, { method: 'POST', headers: { cookie: browser.cookie } });
    await until(() => browser.socket.disconnected);
  });
});
