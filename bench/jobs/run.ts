/**
 * `npm run bench:jobs`: jobs that write a row each, with both drivers, beside the bare libraries in the same run, and beside
 * Bull that also keeps its jobs in PostgreSQL, which is what a promise to lose none costs at least.
 */
import { parseArgs } from 'node:util';
import pg from 'pg';
import { findRedis } from '../../scripts/find-redis.ts';
import { startRedis } from '../../test/jobs/redis-server.ts';
import { startDatabase } from '../database.ts';
import { median } from '../percentile.ts';
import { bareBull } from './bare-bull.ts';
import { barePgBoss } from './bare-pg-boss.ts';
import { atOnce, type Contestant } from './contestant.ts';
import { keptBull } from './kept-bull.ts';
import { ours } from './ours.ts';

const { values } = parseArgs({
  options: { jobs: { type: 'string', default: '6000' }, rounds: { type: 'string', default: '3' } },
});
const jobs = Number(values.jobs);
const rounds = Number(values.rounds);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Rates {
  readonly enqueue: number[];
  readonly bulk: number[];
  readonly work: number[];
}

const noRates = (): Rates => ({ enqueue: [], bulk: [], work: [] });

/** Jobs a second. */
async function rateOf(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (jobs * 1_000) / (performance.now() - began);
}

async function measure(one: Contestant, rates: Rates): Promise<void> {
  rates.enqueue.push(await rateOf(() => one.enqueue(jobs)));
  rates.work.push(await rateOf(() => one.work(jobs)));
  await one.rest?.();
  const enqueueInBulk = one.enqueueInBulk?.bind(one);
  if (!enqueueInBulk) return;
  rates.bulk.push(await rateOf(() => enqueueInBulk(jobs)));
  await one.work(jobs);
  await one.rest?.();
}

/** By turns, so that whatever slows the machine down hits both alike. */
async function contest(mine: Contestant, ...others: readonly Contestant[]): Promise<void> {
  const taken = new Map([mine, ...others].map((one): [Contestant, Rates] => [one, noRates()]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [one, rates] of taken) await measure(one, round === 0 ? noRates() : rates);
  }
  const rate = (one: Contestant, what: keyof Rates): number => median(taken.get(one)?.[what] ?? []);
  for (const other of others) {
    tell(mine, 'enqueue', rate(mine, 'enqueue'), other, rate(other, 'enqueue'));
    // There is one way to hand in here, so it is put beside both of theirs.
    if (other.enqueueInBulk) tell(mine, 'in bulk', rate(mine, 'enqueue'), other, rate(other, 'bulk'));
    tell(mine, 'work', rate(mine, 'work'), other, rate(other, 'work'));
  }
}

function tell(mine: Contestant, what: string, own: number, other: Contestant, theirs: number): void {
  const perSecond = (rate: number): string => `${rate.toFixed(0).padStart(6)}/s`;
  say(
    `${mine.name.padEnd(18)} ${what.padEnd(8)} ${perSecond(own)}, ${other.name} ${perSecond(theirs)}, ratio ${(own / theirs).toFixed(2)}`,
  );
}

const database = await startDatabase();
process.env.GUILDHALL_TEST_DATABASE_URL = database.adminUrl;
const pool = new pg.Pool({ connectionString: database.adminUrl, max: atOnce });
// What is cut as the server stops is no news.
pool.on('error', () => undefined);
const program = findRedis(say);
const redis = program ? await startRedis(program) : undefined;
try {
  await pool.query(
    'create table bare_marks (id uuid primary key default gen_random_uuid(), number integer not null)',
  );
  const write = (number: number) => pool.query('insert into bare_marks (number) values ($1)', [number]);
  say(`${jobs} jobs that write a row each, ${atOnce} at once, medians of ${rounds} rounds:`);
  const rows: (readonly [Contestant, ...Contestant[]])[] = [
    [await ours(undefined), await barePgBoss(database.adminUrl, pool, write)],
  ];
  if (redis) rows.push([await ours(redis.url), bareBull(redis.url, write), await keptBull(redis.url, pool)]);
  else say('There is no redis-server, so Bull is left out.');
  for (const one of rows) await contest(...one);
  for (const one of rows.flat()) await one.stop();
} finally {
  await redis?.stop();
  await pool.end();
  await database.stop();
}
process.exit(0);
