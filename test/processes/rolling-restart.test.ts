import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { askRestart } from '../../core/lifecycle/restart.ts';
import { endProcesses, type StartedProcess } from '../boot/started-process.ts';
import { rowsOf } from '../imports/import-app.ts';
import { haproxyProgram, startHaproxy } from './haproxy.ts';
import { addressOf, freePort, type House, isLong, openHouse } from './house.ts';
import { startLoad } from './load.ts';

const longMs = 60_000;

if (!haproxyProgram)
  console.error('guildhall: NO ROLLING RESTARTS: HAProxy is not installed (apt-get install haproxy).');
else
  describe('processes: restarted one after the other behind a proxy', () => {
    let house: House;
    before(async () => {
      house = await openHouse();
    });
    afterEach(endProcesses);
    after(() => house.stop());

    it('nobody gets an error, also when they are told to start anew all together', async function () {
      this.timeout(240_000);
      const ports = [await freePort(), await freePort()];
      const start = (port: number) => house.start('web', { PORT: String(port), STOP_DELAY_MS: '2000' });
      const processes = ports.map(start);
      await Promise.all(processes.map(addressOf));
      const proxy = await startHaproxy(haproxyProgram ?? '', await freePort(), ports);
      const key = house.app.keys.a.member;
      const load = startLoad({ base: proxy.base, key, clients: 8, leavesWhenTold: false });
      const began = performance.now();
      let restarts = 0;
      for (let at = 0; at < 2 || (isLong && performance.now() - began < longMs); at += 1) {
        const [slot, port] = [at % 2, ports[at % 2] ?? 0];
        await restart(processes, slot, () => start(port));
        restarts += 1;
        // The proxy looks every half second.
        await pause(1_500);
      }
      await askRestart(house.app.runtime.broadcast);
      await Promise.all(processes.map((one) => one.says(/ready at [\s\S]*ready at /)));
      await pause(1_500);
      load.stop();
      await load.ended;
      await proxy.stop();
      expect(load.counts.failures).to.deep.equal([]);
      const owner = await house.app.scope('owner');
      const [row] = await rowsOf<{ count: string }>(house.app, owner, 'select count(*) from crm_contacts');
      expect(Number(row?.count)).to.equal(load.counts.created);
      const seconds = Math.round((performance.now() - began) / 1_000);
      console.log(
        `      ${restarts} restarts in ${seconds} s: ${load.counts.answered} answers, ${load.counts.created} writes, 0 errors`,
      );
    });
  });

async function restart(processes: StartedProcess[], slot: number, start: () => StartedProcess) {
  processes[slot]?.signal('SIGTERM');
  expect(await processes[slot]?.ended()).to.equal(0);
  processes[slot] = start();
  await addressOf(processes[slot]);
}
