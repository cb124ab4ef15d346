import { expect } from 'chai';
import { type DatabaseUnderTest, databaseUnderTest } from '../db/test/database-under-test.ts';
import { testLog } from '../testing/test-log.ts';
import { openInstanceClock } from './instance-clock.ts';

const day = 24 * 60 * 60 * 1_000;
/** The machine that tests run on may be busy. */
const generousMs = 1_000;

describe('the clock of an instance', () => {
  let under: DatabaseUnderTest;
  before(async () => {
    under = await databaseUnderTest(1);
  });
  after(() => under.drop());

  /** A machine whose own clock is wrong by what is set here. */
  const machineOff = (by: { ms: number; slept?: number }) => ({
    wall: () => Date.now() + by.ms,
    steady: () => performance.now() - (by.slept ?? 0),
  });
  const distance = (time: Date) => Math.abs(time.getTime() - Date.now());

  for (const [title, ms] of [
    ['ahead', 2 * day],
    ['behind', -2 * day],
  ] as const) {
    it(`is the database's on a machine that is two days ${title}, and says so once`, async () => {
      const log = testLog();
      const clock = await openInstanceClock({
        database: under.database,
        log,
        machine: machineOff({ ms }),
      });
      expect(distance(clock.now())).to.be.below(generousMs);
      expect(log.lines.map(({ message }) => message)).to.deep.equal([
        `The clock of this machine is 172800 seconds ${title === 'ahead' ? 'ahead of' : 'behind'} the database's, which counts. Set it right.`,
      ]);
      clock.stop();
    });
  }

  it('goes on evenly while the clock of its machine jumps', async () => {
    const by = { ms: 0 };
    const log = testLog();
    const clock = await openInstanceClock({ database: under.database, log, machine: machineOff(by) });
    for (const ms of [2 * day, -2 * day, 0]) {
      by.ms = ms;
      expect(distance(clock.now())).to.be.below(generousMs);
      await new Promise((resume) => setTimeout(resume, 30));
      expect(distance(clock.now())).to.be.below(generousMs);
    }
    clock.stop();
  });

  it('asks the database as soon as its machine wakes from sleep', async () => {
    const by = { ms: 0, slept: 0 };
    const log = testLog();
    const clock = await openInstanceClock({ database: under.database, log, machine: machineOff(by) });
    by.slept = day / 2;
    clock.now();
    const end = performance.now() + 10_000;
    while (distance(clock.now()) > generousMs && performance.now() < end)
      await new Promise((resume) => setTimeout(resume, 5));
    expect(distance(clock.now())).to.be.below(generousMs);
    clock.stop();
  });
});
