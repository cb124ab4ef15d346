import { expect } from 'chai';
import { readLogin, withLogin } from '../../core/db/roles/role-names.ts';
import { withClient } from '../../core/db/roles/with-client.ts';
import { cancelJobs } from '../../core/jobs/operate/change-jobs.ts';
import { testClusterUrl } from '../../core/testing/cluster.ts';
import { endProcesses } from '../boot/started-process.ts';
import { type House, isLong, openHouse } from '../processes/house.ts';
import { until } from '../processes/until.ts';
import { type Crew, startCrew } from './crew.ts';
import { ledgerFolder } from './ledger.ts';
import { type Point, points, roundsOf } from './points/points.ts';
import { askToHandOver, book, expectedOf, reckon } from './points/reckoning.ts';
import { makeStops, type Stops } from './points/stops.ts';

const times = isLong ? 10 : 1;
const rounds = roundsOf(isLong);
const patienceMs = 60_000;
/** Each job that stands somewhere takes a place and a connection. */
const env = { JOB_CONCURRENCY: '8', DATABASE_POOL_MAX: '18' };

const workOf = ({ key }: Point) => `${key}, at work`;

describe(`faults: kill -9 at ${rounds.flat().length} named points`, function () {
  this.timeout(isLong ? 1_800_000 : 240_000);
  let house: House;
  let crews: { web: Crew; worker: Crew };
  let stops: Stops;
  let adminUrl: string;
  const acknowledged = new Set<string>();
  const counts = { kills: 0, lost: 0, doubled: 0 };

  before(async () => {
    house = await openHouse({ folders: [ledgerFolder] });
    const cluster = await testClusterUrl();
    adminUrl = withLogin(cluster, {
      ...readLogin(cluster),
      database: readLogin(house.app.ownerUrl).database,
    });
    stops = await makeStops(adminUrl, [
      ...points.map((point) => [point.key, point.doorway] as const),
      ...points.flatMap((point) => (point.working ? [[workOf(point), point.working] as const] : [])),
    ]);
    crews = { web: startCrew(house, 'web', 1), worker: startCrew(house, 'worker', 1, env) };
    await Promise.all([crews.web.whole(), crews.worker.whole()]);
  });
  after(async () => {
    const { kills, lost, doubled } = counts;
    console.log(
      `      ${kills} kills, ${acknowledged.size} writes acknowledged, ${lost} lost, ${doubled} doubled`,
    );
    await Promise.all([crews.web.stop(), crews.worker.stop()]);
    await stops.end();
    await endProcesses();
    await house.stop();
  });

  async function ask(point: Point, booking: string): Promise<boolean> {
    if (point.asks === 'handOver') return askToHandOver(house.app, booking).then(() => true);
    const isTaken = await book(crews.web.addresses()[0] ?? '', house.app.keys.a.member, booking);
    if (isTaken) acknowledged.add(booking);
    return isTaken;
  }

  /** All of them stand at their doors, in one process, and that is killed. */
  async function killAt(round: readonly Point[], turn: number): Promise<void> {
    const doors = round.flatMap((point) => (point.working ? [point.key, workOf(point)] : [point.key]));
    for (const door of doors) await stops.close(door);
    const asked = round.map((point) => ask(point, `${point.key} ${turn}`));
    const victims = new Set<string>();
    for (const point of round) victims.add(await standing(point));
    expect(victims).to.have.property('size', 1);
    const victim = round[0]?.victim ?? 'web';
    for (const name of victims) await crews[victim].killNamed(name);
    counts.kills += 1;
    for (const door of doors) await stops.open(door);
    expect(new Set(await Promise.all(asked))).to.deep.equal(new Set([victim === 'worker']));
  }

  async function standing(point: Point): Promise<string> {
    if (point.working) {
      await stops.standing(workOf(point));
      // Word of a cancellation makes a worker give a sign of life at once.
      await cancelJobs(house.app.runtime, []);
    }
    return stops.standing(point.key);
  }

  /** The short form does not wait until the leases of the dead have ended. */
  async function endLeases(since: Date): Promise<void> {
    const text =
      "update jobs set lease_until = now() - interval '1 second' where state = 'running' and started_at <= $1";
    if (!isLong) await withClient(adminUrl, (admin) => admin.query(text, [since]));
  }

  const killedAt = async () =>
    withClient(adminUrl, async (admin) => (await admin.query('select now() as at')).rows[0].at as Date);

  async function settled(round: readonly Point[], turn: number): Promise<void> {
    const since = await killedAt();
    const unsettled = async () => {
      const all = await Promise.all(round.map((point) => reckon(house.app, `${point.key} ${turn}`)));
      return all.some(({ unfinished, entries, heard }) => unfinished > 0 || heard < entries / 2);
    };
    await until(async () => {
      await endLeases(since);
      return !(await unsettled());
    }, patienceMs);
  }

  for (const round of rounds) {
    describe(`a ${round[0]?.victim} that dies`, () => {
      before(async () => {
        for (let turn = 0; turn < times; turn += 1) {
          await killAt(round, turn);
          await crews[round[0]?.victim ?? 'web'].whole();
          await settled(round, turn);
        }
      });

      for (const point of round) {
        it(`${point.title}, leaves ${point.isKept ? 'all of it, and nothing double' : 'nothing of it'}`, async () => {
          for (let turn = 0; turn < times; turn += 1) {
            const booking = `${point.key} ${turn}`;
            const { entries, heard, carried, ...rest } = await reckon(house.app, booking);
            if (acknowledged.has(booking) && entries === 0) counts.lost += 1;
            if (heard > 1 || carried > 1 || entries > 2) counts.doubled += 1;
            expect({ entries, heard, carried, ...rest }, booking).to.deep.equal(expectedOf(point));
          }
        });
      }
    });
  }
});
