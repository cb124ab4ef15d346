import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { endProcesses } from '../../test/boot/started-process.ts';
import { redisServer, startRedis } from '../../test/jobs/redis-server.ts';
import { haproxyProgram, startHaproxy } from '../../test/processes/haproxy.ts';
import { addressOf, freePort, type House, openHouse } from '../../test/processes/house.ts';
import { startLoad } from '../../test/processes/load.ts';

const seconds = Number(process.env.SECONDS_EACH ?? 15);
const clients = 16;

describe('bench: one web process, and two with two workers behind HAProxy', () => {
  let house: House;
  before(async function () {
    this.timeout(300_000);
    house = await openHouse();
  });
  after(async function () {
    this.timeout(60_000);
    await endProcesses();
    await house?.stop();
  });

  it('reads and writes a second', async function () {
    this.timeout(600_000);
    if (!haproxyProgram || !redisServer) throw new Error('Install haproxy and redis-server first.');
    const redis = await startRedis(redisServer);
    const env = { REDIS_URL: redis.url };
    const ports = [await freePort(), await freePort()];
    const start = (port: number) => house.start('web', { ...env, PORT: String(port) });
    await addressOf(start(ports[0] ?? 0));
    const one = await startHaproxy(haproxyProgram, await freePort(), ports.slice(0, 1));
    const alone = await answersASecond(one.base, house.app.keys.a.member);
    await one.stop();
    await addressOf(start(ports[1] ?? 0));
    for (const worker of [house.start('worker', env), house.start('worker', env)]) await addressOf(worker);
    const two = await startHaproxy(haproxyProgram, await freePort(), ports);
    const together = await answersASecond(two.base, house.app.keys.a.member);
    await two.stop();
    await redis.stop();
    const cores = cpus().length;
    const room = cores < 5 ? ' (PostgreSQL, the proxy and the clients share them: no room for two)' : '';
    console.log(
      `\n      one web: ${alone.toFixed(0)}/s · two web and two workers: ${together.toFixed(0)}/s · ratio ${(together / alone).toFixed(2)} on ${cores} cores${room}`,
    );
  });
});

async function answersASecond(base: string, key: string): Promise<number> {
  const warm = startLoad({ base, key, clients, leavesWhenTold: false });
  await pause(3_000);
  warm.stop();
  await warm.ended;
  const load = startLoad({ base, key, clients, leavesWhenTold: false });
  const began = performance.now();
  await pause(seconds * 1_000);
  load.stop();
  await load.ended;
  if (load.counts.failures.length > 0) throw new Error(`Failures: ${load.counts.failures.slice(0, 3)}`);
  return load.counts.answered / ((performance.now() - began) / 1_000);
}
