import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { quarantinePlugin } from '../../core/faults/quarantine.ts';
import { endProcesses } from '../boot/started-process.ts';
import { rowsOf } from '../imports/import-app.ts';
import { addressOf, type House, openHouse } from './house.ts';
import { until } from './until.ts';
import { beginImportOf, importNow } from './waiting-import.ts';

describe('processes: who does what', () => {
  let house: House;
  before(async () => {
    house = await openHouse();
  });
  afterEach(endProcesses);
  after(() => house.stop());

  const statusOf = async (url: string) => (await fetch(url, { redirect: 'manual' })).status;

  it('a worker answers those who watch over it, and nobody else', async () => {
    const worker = await addressOf(house.start('worker'));
    expect(await statusOf(`${worker}/health/live`)).to.equal(200);
    expect(await statusOf(`${worker}/health/ready`)).to.equal(200);
    for (const path of ['/', '/sign-in', '/api/crm/contacts', '/assets/app.css', '/live'])
      expect(await statusOf(worker + path)).to.equal(404);
  });

  it('a web process leaves work that waits to a worker', async () => {
    const owner = await house.app.scope('owner');
    const web = house.start('web');
    expect(await statusOf(`${await addressOf(web)}/api/crm/contacts`)).to.equal(401);
    const id = await beginImportOf(house.app, ['Ada,Lovelace', 'Grace,Hopper']);
    const stateOf = async () => (await importNow(house.app, id)).state;
    await pause(2_500);
    expect(await stateOf()).to.equal('running');
    await addressOf(house.start('worker'));
    await until(async () => (await stateOf()) === 'done');
    const names = await rowsOf(house.app, owner, 'select last_name from crm_contacts order by last_name');
    expect(names).to.deep.equal([{ last_name: 'Hopper' }, { last_name: 'Lovelace' }]);
  });

  it('all of it in one process is what runs when nothing is said', async () => {
    const all = house.start('all');
    expect(await statusOf(`${await addressOf(all)}/health/ready`)).to.equal(200);
  });

  it('bringing the tables up to date succeeds though a plugin rests, or nothing else could start', async () => {
    await quarantinePlugin(house.app.runtime, 'crm', 'it was looked at.');
    const migrating = house.startOnce('migrate');
    expect(await migrating.ended()).to.equal(0);
    expect(migrating.output())
      .to.include('it was looked at.')
      .and.include('1 plugins were in quarantine before, and stay there.');
  });
});
