import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { newToken } from '../../core/api-keys/key-token.ts';
import { readInstance } from '../../core/db/read-instance.ts';
import { inWorkspace } from '../../core/db/unit-of-work.ts';
import { endProcesses } from '../boot/started-process.ts';
import { givePasswords } from '../http/pages-app.ts';
import { addressOf, type House, isLong, openHouse } from '../processes/house.ts';
import { signIn } from '../processes/pages.ts';
import { until } from '../processes/until.ts';
import { ledgerFolder } from './ledger.ts';
import { ledgerFacts, lostOf } from './ledger-facts.ts';
import { bookAt } from './ledger-load.ts';
import { faketime, type Offset, type WrongClock, wrongClock } from './wrong-clock.ts';

const jumps: readonly (readonly [Offset, Offset])[] = [
  ['-2d', '+2d'],
  ['+0', '-2d'],
  ...(isLong
    ? ([
        ['+2d', '+0'],
        ['-2d', '+2d'],
        ['+2d', '-2d'],
      ] as const)
    : []),
];
const betweenJumpsMs = isLong ? 45_000 : 1_200;
const idleMs = isLong ? 10_000 : 1_500;
const hour = 60 * 60 * 1_000;

(faketime ? describe : describe.skip)('faults: processes whose clocks are days off, and jump', function () {
  this.timeout(isLong ? 900_000 : 240_000);
  let house: House;
  let clocks: { web: WrongClock; worker: WrongClock };
  let web: string;

  before(async () => {
    house = await openHouse({ folders: [ledgerFolder] });
    await givePasswords(house.app.runtime);
    clocks = {
      web: await wrongClock(faketime ?? '', '+2d'),
      worker: await wrongClock(faketime ?? '', '-2d'),
    };
    const [one, other] = [
      house.startOnce('web', clocks.web.env),
      house.startOnce('worker', clocks.worker.env),
    ];
    [web] = await Promise.all([addressOf(one), addressOf(other)]);
    for (const process of [one, other]) await process.says(/The clock of this machine is 17\d{4} seconds/);
  });
  after(async () => {
    await endProcesses();
    for (const clock of Object.values(clocks)) await clock.remove();
    await house.stop();
  });

  const rows = <Row extends object>(text: string, values: unknown[] = []) =>
    inWorkspace(house.app.runtime.database, house.app.workspaces.a.id, (unit) =>
      unit.run<Row>({ text, values }),
    );

  async function book(input: object): Promise<number> {
    const headers = {
      authorization: `Bearer ${house.app.keys.a.member}`,
      'content-type': 'application/json',
    };
    const body = JSON.stringify(input);
    return (await fetch(`${web}/api/ledger/bookings`, { method: 'POST', headers, body })).status;
  }

  it('lose nothing and double nothing, and what is due comes while they jump', async () => {
    const load = bookAt(() => [web], house.app.keys.a.member, 2);
    for (const [toWeb, toWorker] of jumps) {
      await pause(betweenJumpsMs);
      await Promise.all([clocks.web.jump(toWeb), clocks.worker.jump(toWorker)]);
    }
    await load.stop();
    await until(async () => {
      const { unheard, uncarried } = await ledgerFacts(house.app);
      return unheard + uncarried === 0;
    }, 120_000);
    const { acknowledged, unanswered, refused } = load.booked;
    const { partial, doubled, ghosts, ...facts } = await ledgerFacts(house.app);
    const lost = lostOf({ partial, doubled, ghosts, ...facts }, acknowledged);
    console.log(
      `      ${jumps.length} jumps of two clocks, ${acknowledged.size} writes acknowledged, ${lost.length} lost, ${doubled} doubled`,
    );
    expect(acknowledged.size).to.be.above(0);
    expect({ lost, partial, doubled, ghosts, unanswered, refused }).to.deep.equal({
      ...{ lost: [], partial: 0, doubled: 0, ghosts: 0, unanswered: 0, refused: 0 },
    });
  });

  it('write no times of their own', async () => {
    const [row] = await rows<{ far: number }>(
      `select count(*)::integer as far from (
         select created_at as at from ledger_entries union all select due_at from jobs union all select at from events
       ) times where abs(extract(epoch from at - now())) > 1800`,
    );
    expect(row?.far).to.equal(0);
  });

  it('do in half a second what is to be done in half a second', async () => {
    expect(await book({ booking: 'later', amount: 5, laterMs: 500 })).to.equal(200);
    await until(async () => {
      const text = "select 1 from ledger_effects where booking = 'later' and cause = 'carried'";
      return (await rows(text)).length === 1;
    });
  });

  it('take the sessions of each other', async () => {
    const read = async (base: string, cookie: string) =>
      (await fetch(`${base}/account`, { headers: { cookie }, redirect: 'manual' })).status;
    const here = await signIn(house, web, 'owner');
    const there = await signIn(house, house.app.url, 'member');
    expect([await read(house.app.url, here), await read(web, there)]).to.deep.equal([200, 200]);
  });

  it('take the keys that have not ended, and no other', async () => {
    const statusOf = async (endsInMs: number) => {
      const { token, prefix, hash } = newToken();
      const { app } = house;
      await rows(
        `insert into api_keys (workspace_id, id, name, prefix, secret_hash, user_id, scopes, expires_at)
         values ($1, gen_random_uuid(), 'Ends', $2, $3, $4, $5, now() + make_interval(secs => $6))`,
        [
          app.workspaces.a.id,
          prefix,
          hash,
          app.workspaces.a.people.member.id,
          ['ledger:read'],
          endsInMs / 1_000,
        ],
      );
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(`${web}/api/ledger/entries?limit=1`, { headers })).status;
    };
    const answers: number[] = [];
    for (const offset of ['+2d', '-2d'] as const) {
      await clocks.web.jump(offset);
      await pause(1_100);
      answers.push(await statusOf(hour), await statusOf(-hour));
    }
    expect(answers).to.deep.equal([200, 401, 200, 401]);
  });

  it('do not turn in circles when there is nothing to do', async () => {
    const done = async (): Promise<number> => {
      const text =
        'select (xact_commit + xact_rollback)::integer as count from pg_stat_database where datname = current_database()';
      const [row] = await readInstance<{ count: number }>(house.app.runtime.database, { text, values: [] });
      return row?.count ?? 0;
    };
    const before = await done();
    await pause(idleMs);
    const perSecond = ((await done()) - before) / (idleMs / 1_000);
    console.log(`      ${perSecond.toFixed(0)} transactions a second when idle`);
    expect(perSecond).to.be.below(150);
  });

  if (isLong)
    it('keep every minute once', async () => {
      const [row] = await rows<{ minutes: number; span: number }>(
        `select count(*)::integer as minutes,
           (extract(epoch from max(fire_at) - min(fire_at)) / 60)::integer as span
         from schedule_fires where schedule = 'ledger.every-minute'`,
      );
      console.log(`      ${row?.minutes} minutes kept`);
      expect(row?.minutes)
        .to.equal(Number(row?.span) + 1)
        .and.be.above(1);
      const [jobs] = await rows<{ count: number }>(
        "select count(*)::integer as count from jobs where schedule = 'ledger.every-minute' and state = 'done'",
      );
      expect(jobs?.count).to.be.at.least(Number(row?.minutes) - 1);
    });
});
