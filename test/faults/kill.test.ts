import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { endProcesses } from '../boot/started-process.ts';
import { type House, isLong, openHouse } from '../processes/house.ts';
import { until } from '../processes/until.ts';
import { type Crew, startCrew } from './crew.ts';
import { ledgerFolder } from './ledger.ts';
import { ledgerFacts, lostOf } from './ledger-facts.ts';
import { type Booked, bookAt } from './ledger-load.ts';

const kills = isLong ? 200 : 8;
const clients = 6;
const longestPauseMs = 400;
const tellEvery = 20;
const catchUpMs = 120_000;
/** A machine that does much else starts processes slowly. */
const longestMs = isLong ? 3_000_000 : 200_000;

describe(`faults: kill -9 of web and workers at ${kills} random points under write load`, function () {
  this.timeout(isLong ? 4_800_000 : 400_000);
  let house: House;
  let crews: { web: Crew; worker: Crew };
  let booked: Booked;
  let done = 0;

  before(async () => {
    house = await openHouse({ folders: [ledgerFolder] });
    crews = { web: startCrew(house, 'web', 2), worker: startCrew(house, 'worker', 2) };
    await Promise.all([crews.web.whole(), crews.worker.whole()]);
    booked = await bookAndKill();
    await settled();
  });
  after(async () => {
    const { acknowledged, unanswered, refused } = booked;
    const { doubled } = await ledgerFacts(house.app);
    const lost = lostOf(await ledgerFacts(house.app), acknowledged).length;
    console.log(
      `      ${done} of ${kills} kills, ${acknowledged.size} writes acknowledged, ${unanswered} unanswered, ${refused} refused, ${lost} lost, ${doubled} doubled`,
    );
    await Promise.all([crews.web.stop(), crews.worker.stop()]);
    await endProcesses();
    await house.stop();
  });

  async function bookAndKill(): Promise<Booked> {
    const load = bookAt(() => crews.web.addresses(), house.app.keys.a.member, clients);
    const end = performance.now() + longestMs;
    while (done < kills && performance.now() < end) {
      await pause(Math.random() * longestPauseMs);
      if (!crews[Math.random() < 0.5 ? 'web' : 'worker'].kill()) continue;
      done += 1;
      if (done % tellEvery === 0) console.log(`      ${done} kills, ${load.booked.acknowledged.size} writes`);
    }
    await crews.web.whole();
    await load.stop();
    await crews.worker.whole();
    return load.booked;
  }

  /** However long the line has become, as long as it gets shorter. */
  async function settled(): Promise<void> {
    const left = async () => {
      const { unheard, uncarried } = await ledgerFacts(house.app);
      return unheard + uncarried;
    };
    for (let before = await left(); before > 0; ) {
      await until(async () => (await left()) < before, catchUpMs).catch(() => undefined);
      const now = await left();
      if (now >= before) return;
      before = now;
    }
  }

  it('happened as often as said', () => {
    expect(done).to.equal(kills);
  });

  it('keeps every write that was acknowledged', async () => {
    expect(booked.acknowledged.size).to.be.above(kills);
    expect(lostOf(await ledgerFacts(house.app), booked.acknowledged)).to.deep.equal([]);
  });

  it('has no booking of which only half is there', async () => {
    expect((await ledgerFacts(house.app)).partial).to.equal(0);
  });

  it('loses no event and no job: each was heard and carried over', async () => {
    const { unheard, uncarried, ghosts } = await ledgerFacts(house.app);
    expect({ unheard, uncarried, ghosts }).to.deep.equal({ unheard: 0, uncarried: 0, ghosts: 0 });
  });

  it('has every effect once', async () => {
    expect((await ledgerFacts(house.app)).doubled).to.equal(0);
  });
});
