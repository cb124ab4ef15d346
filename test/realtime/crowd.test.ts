import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { membershipsTopic } from '../../core/access/topics.ts';
import { seenNow } from '../../core/events/changes-since.ts';
import { closedCtx } from '../../core/jobs/run/closed-ctx.ts';
import { findResource } from '../../core/resources/find-resource.ts';
import { createRecord } from '../../core/resources/write/create-record.ts';
import { reported } from '../fixtures/plugins/live-desk/messages.ts';
import { type Browser, bootLiveApp, type LiveApp, listenOn, until } from './live-app.ts';

const ticket = 'live-desk.ticket';
const interest = { workspace: 'a', resource: ticket };

describe('realtime: many connections, and slow ones', () => {
  let app: LiveApp;

  before(async () => {
    app = await bootLiveApp();
  });

  after(() => app.stop());

  const people = () => app.workspaces.a.people;
  const write = async (subject: string) =>
    (
      await createRecord(app.runtime, await app.scope('member'), findResource(app.runtime, ticket), {
        subject,
      })
    ).id;

  async function looks(): Promise<number> {
    const line = (await app.metrics()).split('\n').find((one) => one.startsWith('guildhall_live_rechecks '));
    return Number(line?.split(' ')[1]);
  }

  it('all hear the same in the same order, though they are told in slices', async () => {
    const first = await app.browser(people().viewer);
    const headers = { cookie: first.cookie, origin: app.base };
    const others = Array.from({ length: 210 }, () => listenOn(app.connect(headers), first.cookie));
    const crowd = [first, ...(await Promise.all(others))];
    await Promise.all(crowd.map((browser) => browser.ask('join', interest)));
    const ids = [await write('One'), await write('Two'), await write('Three')];
    await until(() => crowd.every(({ changed }) => changed.length === 3));
    for (const { changed } of crowd) expect(changed.map(({ id }) => id)).to.deep.equal(ids);
  });

  it('looks again at the connections of whom it concerns, and not at the others', async () => {
    const browser = await app.browser(people().admin);
    await browser.ask('join', interest);
    const before = await looks();
    await app.runtime.broadcast.tell(membershipsTopic, people().admin.id);
    await pause(150);
    // The round of all goes on meanwhile: a sixtieth of them each second.
    expect((await looks()) - before).to.be.within(1, 30);
  });

  it('leaves out one that does not listen, within bounds, and tells it afterwards what it missed', async () => {
    const [slow, quick] = [await app.browser(people().owner), await app.browser(people().owner)];
    const told = { workspace: 'a', message: reported.id };
    for (const browser of [slow, quick]) await browser.ask('join', told);
    const since = await seenNow(app.runtime.database);
    let isBehind = false;
    slow.socket.once('behind', () => {
      isBehind = true;
    });
    const stream = streamOf(slow);
    stream.pause();
    const ctx = closedCtx(app.runtime, await app.scope('owner'));
    const text = 'x'.repeat(2_500);
    const floods = 8_000;
    for (let at = 0; at < floods; at += 1) {
      ctx.tell(reported, { text });
      if (at % 50 === 0) await pause(1);
    }
    await until(() => quick.told.length === floods);
    stream.resume();
    await until(() => isBehind);
    expect(slow.told.length).to.be.below(floods);
    const id = await write('Meanwhile');
    await quick.ask('join', interest);
    await pause(400);
    const answer = await slow.ask('join', { ...interest, since });
    const missed = answer.ok && Array.isArray(answer.missed) ? answer.missed : [];
    expect([...missed.map((one) => one.id), ...slow.changed.map((one) => one.id)]).to.include(id);
  });
});

/** The TCP connection under a browser's. */
function streamOf({ socket }: Browser): { pause(): void; resume(): void } {
  const { transport } = socket.io.engine as unknown as { transport: { ws: { _socket: Socket } } };
  return transport.ws._socket;
}
