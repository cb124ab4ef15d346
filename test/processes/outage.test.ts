import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { newToken } from '../../core/api-keys/key-token.ts';
import {
  type DebianCluster,
  hasDebianPostgres,
  startDebianCluster,
} from '../../core/testing/debian-cluster.ts';
import { endProcesses, type StartedProcess, startBuilt } from '../boot/started-process.ts';
import { haproxyProgram, startHaproxy } from './haproxy.ts';
import { addressOf, freePort, isLong } from './house.ts';
import { until } from './until.ts';

const outageMs = isLong ? 10_000 : 7_000;
const clients = 8;

async function statusOf(url: string): Promise<number> {
  return (await fetch(url, { signal: AbortSignal.timeout(20_000) })).status;
}

if (!hasDebianPostgres)
  console.error(
    'guildhall: NO OUTAGE TESTS: PostgreSQL 15 is not installed (apt-get install postgresql-15).',
  );
else
  describe('processes: the database goes away and comes back', () => {
    let cluster: DebianCluster;
    let folder: string;
    let proxy: Awaited<ReturnType<typeof startHaproxy>> | undefined;
    before(async () => {
      cluster = await startDebianCluster();
      folder = await mkdtemp(join(tmpdir(), 'guildhall-outage-'));
    });
    after(async () => {
      await proxy?.stop();
      await endProcesses();
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    });

    const start = (command: string) =>
      startBuilt(
        {
          DATABASE_URL: cluster.url,
          DATA_DIR: folder,
          WORKER_PORT: '0',
          LIVENESS_PATIENCE_SECONDS: '5',
        },
        command,
      );

    it('no process ends, all say so, few lines are written, and they serve again at once', async function () {
      this.timeout(180_000);
      const processes = [start('web'), start('worker')];
      const [web = '', worker = ''] = await Promise.all(processes.map(addressOf));
      if (haproxyProgram)
        proxy = await startHaproxy(haproxyProgram, await freePort(), [Number(new URL(web).port)]);
      else
        console.error('guildhall: NOT BEHIND A PROXY: HAProxy is not installed (apt-get install haproxy).');
      const answers = new Map<number, number>();
      const knock = askOften(web, answers);
      await until(() => (answers.get(401) ?? 0) > 50);

      const before = processes.map(linesOf);
      await cluster.halt();
      const haltedAt = performance.now();
      for (const address of [web, worker])
        await until(async () => (await statusOf(`${address}/health/ready`)) === 503, 10_000);
      const knownAfter = performance.now() - haltedAt;
      expect(await (await fetch(`${web}/health/ready`)).text()).to.match(/The database does not answer/);
      expect(await statusOf(`${web}/health/live`)).to.equal(200);
      const refused = await fetch(`${web}/api/crm/contacts`, { headers: knock.headers });
      expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).to.deep.equal([503, true]);
      if (proxy) await answersItself(proxy.base);
      await pause(Math.max(0, outageMs - (performance.now() - haltedAt)));
      expect(await statusOf(`${web}/health/live`), 'alive after its patience ended').to.equal(503);
      const outageSeconds = (performance.now() - haltedAt) / 1_000;
      const perSecond = processes.map((one, at) => (linesOf(one) - (before[at] ?? 0)) / outageSeconds);

      await cluster.resume();
      const backAt = performance.now();
      for (const address of [web, worker])
        await until(async () => (await statusOf(`${address}/health/ready`)) === 200, 15_000);
      const readyAfter = performance.now() - backAt;
      const servedBefore = answers.get(401) ?? 0;
      await until(() => (answers.get(401) ?? 0) > servedBefore + 50);
      const outside = proxy?.base ?? web;
      await until(async () => (await statusOf(`${outside}/health/ready`)) === 200, 15_000);
      knock.stop();
      await knock.ended;
      expect(await statusOf(`${web}/health/live`)).to.equal(200);

      expect([...answers.keys()].sort()).to.deep.equal([401, 503]);
      expect(Math.max(...perSecond)).to.be.below(10);
      // Generous: this may run on a machine that does much else.
      expect(knownAfter).to.be.below(4_000);
      expect(readyAfter).to.be.below(5_000);
      for (const one of processes) {
        one.signal('SIGTERM');
        expect(await one.ended()).to.equal(0);
      }
      console.log(
        `      away for ${Math.round(outageSeconds)} s: known after ${Math.round(knownAfter)} ms, ready ${Math.round(readyAfter)} ms after it was back, ` +
          `${answers.get(503)} answers of 503, ${perSecond.map((rate) => rate.toFixed(1)).join(' and ')} lines a second`,
      );
    });
  });

/** Once it has noticed that no process is ready: with word when to come back, readable for whoever asks. */
async function answersItself(base: string): Promise<void> {
  const ask = (path: string) => fetch(`${base}${path}`);
  // A process that is asked says why it is not ready; the proxy does not know.
  await until(async () => !(await (await ask('/health/ready')).text()).includes('database'));
  const [page, api] = await Promise.all(['/crm/contacts', '/api/crm/contacts'].map(ask));
  for (const answer of [page, api])
    expect([answer?.status, Number(answer?.headers.get('retry-after')) > 0]).to.deep.equal([503, true]);
  expect(await page?.text()).to.match(/^This cannot be reached at the moment/);
  expect(await api?.json()).to.have.nested.property('error.code', 'unavailable');
}

function linesOf(process: StartedProcess): number {
  return process.output().split('\n').length;
}

/** Callers with a key that is unknown: each question needs the database, and nothing else. */
function askOften(base: string, answers: Map<number, number>) {
  const headers = { authorization: `Bearer ${newToken().token}` };
  let isStopped = false;
  const ask = async () => {
    while (!isStopped) {
      const { status } = await fetch(`${base}/api/crm/contacts`, { headers });
      answers.set(status, (answers.get(status) ?? 0) + 1);
    }
  };
  const ended = Promise.all(Array.from({ length: clients }, ask)).then(() => undefined);
  return {
    headers,
    ended,
    stop: () => {
      isStopped = true;
    },
  };
}
