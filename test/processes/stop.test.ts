import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { endProcesses, type StartedProcess, startBuilt } from '../boot/started-process.ts';
import { rowsOf } from '../imports/import-app.ts';
import { addressOf, type House, isLong, openHouse } from './house.ts';
import { startLoad } from './load.ts';
import { until } from './until.ts';
import { beginImportOf, importNow } from './waiting-import.ts';

const rounds = isLong ? 20 : 3;
const longestMs = 25_000;

describe('processes: told to stop', () => {
  let house: House;
  before(async () => {
    house = await openHouse();
  });
  afterEach(endProcesses);
  after(() => house.stop());

  async function contacts(): Promise<number> {
    const owner = await house.app.scope('owner');
    const [row] = await rowsOf<{ count: string }>(house.app, owner, 'select count(*) from crm_contacts');
    return Number(row?.count);
  }

  async function timeToEnd(process: StartedProcess): Promise<number> {
    const began = performance.now();
    process.signal('SIGTERM');
    expect(await process.ended()).to.equal(0);
    return performance.now() - began;
  }

  it(`fails no request that is under way, ${rounds} times under load`, async function () {
    this.timeout(rounds * 40_000);
    const totals = { answered: 0, created: 0, slowestMs: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const isBehindProxy = round % 2 === 1;
      const server = house.start(isBehindProxy ? 'web' : 'all', {
        STOP_DELAY_MS: isBehindProxy ? '500' : '0',
      });
      const [base, before] = [await addressOf(server), await contacts()];
      const load = startLoad({ base, key: house.app.keys.a.member, clients: 16, leavesWhenTold: true });
      await pause(700);
      const ms = await timeToEnd(server);
      await load.ended;
      expect(load.counts.failures, `round ${round}`).to.deep.equal([]);
      expect(await contacts(), `round ${round}`).to.equal(before + load.counts.created);
      expect(ms).to.be.below(longestMs);
      totals.answered += load.counts.answered;
      totals.created += load.counts.created;
      totals.slowestMs = Math.max(totals.slowestMs, Math.round(ms));
    }
    expect(totals.created).to.be.above(rounds * 20);
    console.log(
      `      ${rounds} stops under load: ${totals.answered} answers, ${totals.created} writes, 0 failed, slowest exit ${totals.slowestMs} ms`,
    );
  });

  it('is not ready from that moment on, while it still takes requests for the proxy in front', async () => {
    const server = house.start('web', { STOP_DELAY_MS: '1500' });
    const base = await addressOf(server);
    server.signal('SIGTERM');
    await server.says(/"msg":"Stopping\."/);
    const ready = await fetch(`${base}/health/ready`);
    expect(ready.status).to.equal(503);
    expect(await ready.text()).to.match(/stop/);
    const page = await fetch(`${base}/api/crm/contacts`);
    expect([page.status, page.headers.get('connection')]).to.deep.equal([401, 'close']);
    expect((await fetch(`${base}/health/live`)).status).to.equal(200);
    expect(await server.ended()).to.equal(0);
  });

  it('waits for an upload that is still on its way', async () => {
    const server = house.start('all');
    const base = await addressOf(server);
    const status = new Promise<number>((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${house.app.keys.a.member}`,
        'content-type': 'application/json',
      };
      const sent = request(`${base}/api/crm/contacts`, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      }).once('error', reject);
      sent.write('{"firstName":');
      setTimeout(() => sent.end('"Slow"}'), 2_000);
    });
    await pause(300);
    server.signal('SIGTERM');
    expect(await status).to.equal(201);
    expect(await server.ended()).to.equal(0);
  });

  it('goes at once when told a second time', async () => {
    const server = house.start('web', { STOP_DELAY_MS: '10000' });
    await addressOf(server);
    server.signal('SIGTERM');
    await server.says(/"msg":"Stopping\."/);
    const began = performance.now();
    server.signal('SIGTERM');
    expect(await server.ended()).to.equal(1);
    expect(performance.now() - began).to.be.below(5_000);
  });

  it('gives up a start that a signal interrupts', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'guildhall-stop-'));
    await chmod(folder, 0o711);
    const server = startBuilt({ DATA_DIR: folder });
    await server.says(/Making the database/);
    server.signal('SIGTERM');
    expect(await server.ended()).to.equal(0);
    expect(server.output()).not.to.match(/ready at/);
    // What made the files was told to end a moment ago, too.
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 20 });
  });

  it('hands back the import it works on, and another process ends it', async function () {
    this.timeout(60_000);
    const rows = 8_000;
    const id = await beginImportOf(
      house.app,
      Array.from({ length: rows }, (_, row) => `First ${row},Last ${row}`),
    );
    const first = house.start('worker');
    await addressOf(first);
    await until(async () => (await importNow(house.app, id)).lastRow > 500);
    expect(await timeToEnd(first)).to.be.below(longestMs);
    expect((await importNow(house.app, id)).state).to.equal('running');
    await addressOf(house.start('worker'));
    await until(async () => (await importNow(house.app, id)).state === 'done');
    expect((await importNow(house.app, id)).counts.created).to.equal(rows);
  });
});
