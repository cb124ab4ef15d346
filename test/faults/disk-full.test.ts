import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { endProcesses } from '../boot/started-process.ts';
import { addressOf, type House, openHouse } from '../processes/house.ts';

const run = promisify(execFile);
const diskBytes = 4_000_000;
const file = `First name,Last name\n${'Ada,Lovelace\n'.repeat(400_000)}`;
const small = 'First name,Last name\nAda,Lovelace\n';

async function mountSmallDisk(folder: string): Promise<boolean> {
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', `size=${diskBytes}`, 'tmpfs', folder]).then(
    () => true,
    () => false,
  );
  if (!mounted) console.log('      NOT TESTED: a full disk. This needs root, to mount a small one.');
  return mounted;
}

describe('faults: a disk that is full', function () {
  this.timeout(120_000);
  let house: House;
  let disk: string;
  let base: string;

  before(async function () {
    disk = await mkdtemp(join(tmpdir(), 'guildhall-disk-'));
    if (!(await mountSmallDisk(disk))) this.skip();
    house = await openHouse();
    base = await addressOf(house.start('web', { DATA_DIR: disk }));
  });
  after(async () => {
    await endProcesses();
    await house?.stop();
    await run('umount', [disk]).catch(() => undefined);
    await rm(disk, { recursive: true, force: true });
  });

  async function upload(text: string): Promise<Response> {
    const form = new FormData();
    form.set('file', new Blob([text], { type: 'text/csv' }), 'people.csv');
    const headers = { authorization: `Bearer ${house.app.keys.a.owner}` };
    return fetch(`${base}/api/imports?resource=crm.contact`, { method: 'POST', body: form, headers });
  }

  const filesLeft = async () =>
    (await readdir(disk, { recursive: true })).filter((name) => name.endsWith('.part'));

  it('refuses an upload with a sentence, and leaves no piece of it', async () => {
    const answer = await upload(file);
    expect(answer.status).to.equal(503);
    expect(await answer.text()).to.include('The disk of this instance is full');
    expect(await filesLeft()).to.deep.equal([]);
  });

  it('goes on with all that needs no disk', async () => {
    await writeFile(join(disk, 'filler'), Buffer.alloc(diskBytes)).catch(() => undefined);
    const headers = { authorization: `Bearer ${house.app.keys.a.owner}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ firstName: 'Grace' });
    const made = await fetch(`${base}/api/crm/contacts`, { method: 'POST', headers, body });
    expect(made.status).to.equal(201);
  });

  it('takes uploads again once there is room, without a restart', async () => {
    await rm(join(disk, 'filler'), { force: true });
    expect((await upload(small)).status).to.equal(201);
  });
});
