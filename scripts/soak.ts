/** `npm run soak`: mixed load for 20 minutes, or `--minutes N`; fails when memory, handles or connections grow. */
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startThrowawayCluster } from '../core/testing/cluster.ts';
import { judgeGrowth } from '../test/soak/judge-growth.ts';
import { type MixedLoad, startMixedLoad } from '../test/soak/mixed-load.ts';
import { type Sample, takeSample } from '../test/soak/sample.ts';
import { openSoakHouse, type SoakHouse } from '../test/soak/soak-house.ts';
import { findRedis } from './find-redis.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '20' },
    clients: { type: 'string', default: '8' },
    pause: { type: 'string', default: '250' },
  },
});
const minutes = Number(values.minutes);
if (!(minutes > 0)) throw new Error('--minutes takes how long it goes on, such as 20.');

const sampleMs = 2_000;
const mostFailuresShown = 10;
const mostLinesShown = 10;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

type Samples = Readonly<Record<'web' | 'worker', Sample[]>>;

async function soak(house: SoakHouse): Promise<boolean> {
  const load = await startMixedLoad(house, Number(values.clients), Number(values.pause));
  const samples: Samples = { web: [], worker: [] };
  const end = performance.now() + minutes * 60_000;
  while (performance.now() < end && house.ended().length === 0) {
    for (const name of ['web', 'worker'] as const)
      samples[name].push(await takeSample(house.addresses[name]));
    await pause(sampleMs);
  }
  await load.stop();
  const grown = tellGrowth(samples);
  tellLoad(load);
  for (const sentence of house.ended()) say(sentence);
  const said = house.said();
  say(`${said.length} warnings and errors in the logs`);
  for (const line of said.slice(0, mostLinesShown)) say(`  ${line.slice(0, 2_000)}`);
  return grown === 0 && load.failures.length === 0 && house.ended().length === 0;
}

/** @returns how many figures grew */
function tellGrowth(samples: Samples): number {
  let grown = 0;
  for (const [name, taken] of Object.entries(samples)) {
    for (const { figure, start, end, isTooMuch } of judgeGrowth(taken)) {
      const verdict = isTooMuch ? '  GROWS' : '';
      say(
        `${name.padEnd(7)} ${figure.padEnd(12)} ${start.toFixed(1).padStart(8)} → ${end.toFixed(1).padStart(8)}${verdict}`,
      );
      if (isTooMuch) grown += 1;
    }
  }
  return grown;
}

function tellLoad({ done, heldOff, failures }: MixedLoad): void {
  const all = [...done.values()].reduce((sum, count) => sum + count, 0);
  say(`${all} done in ${minutes} min: ${[...done].map(([name, count]) => `${count} × ${name}`).join(', ')}`);
  say(`${heldOff.count} answers of 503, ${failures.length} answers nobody expected`);
  for (const failure of failures.slice(0, mostFailuresShown)) say(`  ${failure}`);
}

const cluster = await startThrowawayCluster();
process.env.GUILDHALL_TEST_DATABASE_URL = cluster.url;
try {
  const house = await openSoakHouse(findRedis(say));
  process.exitCode = (await soak(house).finally(() => house.stop())) ? 0 : 1;
} finally {
  await cluster.stop();
}
