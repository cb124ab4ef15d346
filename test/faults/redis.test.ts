import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import {
  type DebianCluster,
  hasDebianPostgres,
  startDebianCluster,
} from '../../core/testing/debian-cluster.ts';
import { endProcesses } from '../boot/started-process.ts';
import { givePasswords } from '../http/pages-app.ts';
import { describeWithRedis, redisServer, startRedis, type TestRedis } from '../jobs/redis-server.ts';
import { addressOf, type House, isLong, openHouse } from '../processes/house.ts';
import { type LivePage, openLivePage, signIn } from '../processes/pages.ts';
import { until } from '../processes/until.ts';
import { ledgerFolder } from './ledger.ts';
import { ledgerFacts, lostOf } from './ledger-facts.ts';
import { type Booked, bookAt } from './ledger-load.ts';

const faults = isLong ? 6 : 1;
const betweenMs = isLong ? 3_000 : 800;
const awayMs = isLong ? 2_000 : 500;
const delayed = isLong ? 200 : 30;
const promisedMs = 30_000;
const alsoPostgres = isLong && hasDebianPostgres;
const place = { workspace: 'a', resource: 'ledger.entry' };

describeWithRedis(
  `faults: Redis is emptied and killed${alsoPostgres ? ', and PostgreSQL too,' : ''} under web and workers`,
  function () {
    this.timeout(isLong ? 900_000 : 240_000);
    let house: House;
    let redis: TestRedis;
    let cluster: DebianCluster | null = null;
    let bases: string[];
    let pages: LivePage[];
    let booked: Booked;
    let settledAfterMs = Number.POSITIVE_INFINITY;
    const usualUrl = process.env.GUILDHALL_TEST_DATABASE_URL;

    before(async () => {
      cluster = alsoPostgres ? await startDebianCluster() : null;
      // Everybody's PostgreSQL is not ours to stop.
      if (cluster) process.env.GUILDHALL_TEST_DATABASE_URL = cluster.url;
      [house, redis] = [await openHouse({ folders: [ledgerFolder] }), await startRedis(redisServer ?? '')];
      await givePasswords(house.app.runtime);
      const env = { REDIS_URL: redis.url };
      const all = ['web', 'web', 'worker', 'worker'].map((command) => house.startOnce(command, env));
      bases = (await Promise.all(all.map(addressOf))).slice(0, 2);
      pages = [];
      for (const [at, role] of (['owner', 'member'] as const).entries())
        pages.push(await openLivePage(bases[at] ?? '', await signIn(house, bases[at] ?? '', role)));
      for (const page of pages) expect(await page.ask('join', place)).to.include({ ok: true });
      booked = await bookThroughFaults();
      const began = performance.now();
      await until(async () => {
        const { unheard, uncarried } = await ledgerFacts(house.app);
        return unheard + uncarried === 0;
      }, 4 * promisedMs);
      settledAfterMs = performance.now() - began;
    });
    after(async () => {
      for (const { socket } of pages ?? []) socket.disconnect();
      await endProcesses();
      await redis.stop();
      await house.stop();
      if (usualUrl === undefined) delete process.env.GUILDHALL_TEST_DATABASE_URL;
      else process.env.GUILDHALL_TEST_DATABASE_URL = usualUrl;
      await cluster?.stop();
    });

    /** Some wait for their time, some run, and more come all the while. */
    async function bookThroughFaults(): Promise<Booked> {
      const late = bookLate();
      const load = bookAt(() => bases, house.app.keys.a.member, 3);
      for (let at = 0; at < faults; at += 1) {
        await pause(betweenMs);
        await redis.flush();
        await pause(betweenMs);
        await redis.kill();
        await cluster?.halt();
        await pause(awayMs);
        await cluster?.resume();
        await redis.startAgain();
      }
      await load.stop();
      for (const booking of await late) load.booked.acknowledged.add(booking);
      return load.booked;
    }

    async function bookLate(): Promise<string[]> {
      const headers = {
        authorization: `Bearer ${house.app.keys.a.member}`,
        'content-type': 'application/json',
      };
      const names = Array.from({ length: delayed }, (_, at) => `late ${at}`);
      const taken = await Promise.all(
        names.map(async (booking) => {
          const body = JSON.stringify({ booking, amount: 5, laterMs: 1 + Math.floor(Math.random() * 3_000) });
          const asked = fetch(`${bases[0]}/api/ledger/bookings`, { method: 'POST', headers, body });
          return asked.then(({ ok }) => (ok ? [booking] : []));
        }),
      );
      return taken.flat();
    }

    it('does all that was waiting, delayed and running, once, and soon', async () => {
      const facts = await ledgerFacts(house.app);
      const lost = lostOf(facts, booked.acknowledged);
      console.log(
        `      ${faults} times emptied, ${faults} times killed${cluster ? ' with PostgreSQL' : ''}: ${booked.acknowledged.size} writes acknowledged, ` +
          `${lost.length} lost, ${facts.doubled} doubled, all done ${Math.round(settledAfterMs)} ms after the last`,
      );
      const { partial, unheard, uncarried, doubled, ghosts } = facts;
      expect({ lost, partial, unheard, uncarried, doubled, ghosts }).to.deep.equal({
        ...{ lost: [], partial: 0, unheard: 0, uncarried: 0, doubled: 0, ghosts: 0 },
      });
      expect(booked.acknowledged.size).to.be.above(delayed);
      expect(settledAfterMs).to.be.below(promisedMs);
    });

    it('tells open pages of what is written afterwards', async () => {
      const before = pages.map(({ heard }) => heard.length);
      const headers = {
        authorization: `Bearer ${house.app.keys.a.member}`,
        'content-type': 'application/json',
      };
      const body = JSON.stringify({ booking: 'afterwards', amount: 5 });
      await fetch(`${bases[0]}/api/ledger/bookings`, { method: 'POST', headers, body });
      await until(() => pages.every(({ heard }, at) => heard.length > (before[at] ?? 0)));
    });

    it('shows the people of one process at the other again', async () => {
      const [first, second] = pages;
      expect(await second?.ask('join', { workspace: 'a', presence: 'watching' })).to.include({ ok: true });
      expect(await first?.ask('join', { workspace: 'a', presence: 'here' })).to.include({ ok: true });
      const { owner } = house.app.workspaces.a.people;
      await until(() =>
        (second?.heard ?? []).some(
          ({ event, message }) =>
            event === 'present' && (message.people as { id: string }[]).some(({ id }) => id === owner.id),
        ),
      );
    });
  },
);
