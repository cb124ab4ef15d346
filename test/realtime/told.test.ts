import { expect } from 'chai';
import { closedCtx } from '../../core/jobs/run/closed-ctx.ts';
import { switchPlugin } from '../../core/modules/switch-plugin.ts';
import { findResource } from '../../core/resources/find-resource.ts';
import { createRecord } from '../../core/resources/write/create-record.ts';
import { defineLiveMessage, InvalidInput } from '../../core/sdk/index.ts';
import { reported, typedIn } from '../fixtures/plugins/live-desk/messages.ts';
import { type Browser, bootLiveApp, type LiveApp, type LiveDoor, until } from './live-app.ts';

const ticket = 'live-desk.ticket';
const typing = 'live-desk.ticket.typed-in';

describe('realtime: messages to plugins, and what they tell', () => {
  let app: LiveApp;
  let other: LiveDoor;
  let ticketId: string;

  before(async () => {
    app = await bootLiveApp();
    other = await app.another();
    ticketId = (await make('Ours')).id;
  });

  after(() => app.stop());

  const people = () => app.workspaces.a.people;
  const make = async (subject: string, workspace = app.workspaces.a) =>
    createRecord(app.runtime, await app.scope('member', workspace), findResource(app.runtime, ticket), {
      subject,
    });
  const say = (browser: Browser, event: string, input: unknown, workspace = 'a') =>
    browser.ask('say', { workspace, event: `live-desk.${event}`, input });
  const hear = (browser: Browser, wish: object) => browser.ask('join', { workspace: 'a', ...wish });

  async function refusal(answer: ReturnType<Browser['ask']>) {
    const given = await answer;
    if (given.ok) throw new Error('It was let in.');
    return given.error;
  }

  it('answers, and tells those who watch the record, in both processes, and nobody else', async () => {
    const [here, there] = [await app.browser(people().viewer), await other.browser(people().admin)];
    const elsewhere = await app.browser(people().owner);
    const wish = { message: typing, resource: ticket, record: ticketId };
    for (const browser of [here, there]) expect(await hear(browser, wish)).to.include({ ok: true });
    await hear(elsewhere, { message: typing, resource: ticket, record: (await make('Other')).id });
    const teller = await app.browser(people().member);
    expect(await say(teller, 'ticket.type', { ticketId })).to.deep.equal({
      ok: true,
      output: { as: people().member.name },
    });
    await until(() => here.told.length > 0 && there.told.length > 0);
    const told = {
      message: typing,
      payload: { name: people().member.name },
      resource: ticket,
      record: ticketId,
    };
    expect([here.told, there.told, elsewhere.told]).to.deep.equal([[told], [told], []]);
  });

  it('tells one person on all their pages, or everybody who listens', async () => {
    const [admin, owner] = [await app.browser(people().admin), await other.browser(people().owner)];
    const message = 'live-desk.report.made';
    for (const browser of [admin, owner]) {
      expect(await hear(browser, { message, mine: true })).to.include({ ok: true });
      expect(await hear(browser, { message })).to.include({ ok: true });
    }
    const teller = await app.browser(people().viewer);
    await say(teller, 'report.make', { text: 'Yours', to: people().owner.id });
    await say(teller, 'report.make', { text: 'Of all' });
    await until(() => owner.told.length === 2 && admin.told.length === 1);
    expect(owner.told.map(({ payload }) => payload)).to.deep.equal([{ text: 'Yours' }, { text: 'Of all' }]);
    expect(admin.told.map(({ payload }) => payload)).to.deep.equal([{ text: 'Of all' }]);
  });

  it('tells nothing of what was rolled back', async () => {
    const browser = await app.browser(people().viewer);
    await hear(browser, { message: typing, resource: ticket, record: ticketId });
    const error = await refusal(say(browser, 'ticket.refuse', { ticketId }));
    expect(error).to.deep.equal({ code: 'conflict', message: 'It is closed.' });
    await say(await app.browser(people().member), 'ticket.type', { ticketId });
    await until(() => browser.told.length > 0);
    expect(browser.told.map(({ payload }) => payload)).to.deep.equal([{ name: people().member.name }]);
  });

  it('names the fields of bad input, and says nothing of the inside when a plugin fails', async () => {
    const browser = await app.browser(people().member);
    for (const input of [{ ticketId: 'x' }, {}, null, { ticketId, more: 1 }]) {
      const error = await refusal(say(browser, 'ticket.type', input));
      expect(error.code).to.equal('invalid-input');
      expect(error.problems).to.not.equal(undefined);
    }
    expect(await refusal(say(browser, 'ticket.crash', {}))).to.include({ code: 'internal' });
    const named = app.log.lines.some(({ details }) => details.plugin === 'live-desk');
    expect(named, 'the fault is put down to its plugin').to.equal(true);
  });

  it('asks for the permission, here and there, and keeps other workspaces out', async () => {
    const viewer = await app.browser(people().viewer);
    expect((await refusal(say(viewer, 'ticket.type', { ticketId }))).code).to.equal('not-allowed');
    expect((await refusal(hear(viewer, { message: 'live-desk.report.made' }))).code).to.equal('not-allowed');
    const theirs = (await make('Theirs', app.workspaces.b)).id;
    const wish = { message: typing, resource: ticket };
    const foreign = await refusal(hear(viewer, { ...wish, record: theirs }));
    const absent = await refusal(hear(viewer, { ...wish, record: '0199a3f0-5c2e-7d41-9f0b-3a6e2c8d1b47' }));
    expect(foreign).to.deep.equal(absent);
    expect((await refusal(say(viewer, 'ticket.type', { ticketId }, 'b'))).code).to.equal('not-found');
    expect((await refusal(say(viewer, 'nothing.there', {}))).code).to.equal('not-found');
    expect((await refusal(hear(viewer, { message: 'live-desk.nothing' }))).code).to.equal('not-found');
    const bad = [
      { message: typing, record: ticketId },
      { message: typing, mine: true, resource: ticket },
    ];
    for (const wrong of bad) expect((await refusal(hear(viewer, wrong))).code).to.equal('invalid-input');
  });

  it('takes so many a minute of each person and no more', async () => {
    const browser = await app.browser(people().admin);
    const answers = [];
    for (let at = 0; at < 8; at += 1) answers.push(await say(browser, 'report.make', { text: 'x' }));
    expect(answers.filter(({ ok }) => ok)).to.have.lengthOf(5);
    expect(answers.at(-1)).to.have.nested.property('error.code', 'rate-limited');
  });

  it('is gone where the module is off', async () => {
    const scope = await app.scope('owner');
    const browser = await app.browser(people().member);
    const wish = { message: typing, resource: ticket, record: ticketId };
    await hear(browser, wish);
    await switchPlugin(app.runtime, scope, 'live-desk', false);
    await until(() => browser.left.length > 0);
    expect(browser.left).to.deep.equal([{ workspace: 'a', ...wish }]);
    expect((await refusal(say(browser, 'ticket.type', { ticketId }))).code).to.equal('not-found');
    await switchPlugin(app.runtime, scope, 'live-desk', true);
    expect(await say(browser, 'ticket.type', { ticketId })).to.include({ ok: true });
  });

  it('tells from work without a transaction at once, and refuses what nobody declares or what is too long', async () => {
    const browser = await app.browser(people().owner);
    await hear(browser, { message: 'live-desk.report.made' });
    const ctx = closedCtx(other.runtime, await app.scope('owner'));
    ctx.tell(reported, { text: 'From a job' });
    await until(() => browser.told.length > 0);
    expect(() => ctx.tell(reported, { text: 'x'.repeat(3_000) })).to.throw(InvalidInput);
    expect(() => ctx.tell(reported, { text: 7 } as never)).to.throw(InvalidInput);
    const unknown = defineLiveMessage('live-desk.x.y', typedIn.schema, { title: 'X', permission: 'p:q' });
    expect(() => ctx.tell(unknown, { name: 'x' })).to.throw('No plugin declares');
  });
});
