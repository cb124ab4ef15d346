import { copyFile, mkdtemp, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { type ArchiveKeys, makeKeyPair } from '../../core/backup/archive/archive-keys.ts';
import { createArchiveWriter } from '../../core/backup/archive/archive-writer.ts';
import { ArchiveRefused } from '../../core/backup/archive/refused.ts';
import { checkArchive } from '../../core/backup/restore/check-archive.ts';
import { withClient } from '../../core/db/roles/with-client.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { backup, type EmptyMachine, emptyMachine, fillContacts, putFile, restore } from './backup-app.ts';

describe('backup: archives that cannot be trusted', () => {
  let app: TestApp;
  let machine: EmptyMachine;
  let folder: string;
  let plain: string;
  let locked: string;
  const secret: ArchiveKeys = { passphrase: 'four words in a row' };

  before(async () => {
    app = await bootTestApp({ plugins: ['crm'] });
    await fillContacts(app.runtime, app.workspaces.a.id, 2_000);
    await putFile(app.runtime, app.workspaces.a.id, 'x'.repeat(200_000));
    machine = await emptyMachine();
    folder = await mkdtemp(join(tmpdir(), 'guildhall-test-bad-'));
    plain = (await backup(app)).path;
    locked = (await backup(app, secret)).path;
  });
  after(async () => {
    await machine.remove();
    await rm(folder, { recursive: true, force: true });
    await app.stop();
  });

  /** Refused with a sentence, and not a table was made. */
  async function refused(path: string, keys: ArchiveKeys = {}): Promise<string> {
    const error = await restore(machine, path, { keys }).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(ArchiveRefused);
    const { rows } = await withClient(machine.ownerUrl, (client) =>
      client.query(
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
      ),
    );
    expect(rows).to.deep.equal([]);
    return (error as Error).message;
  }

  async function changed(from: string, change: (file: string) => Promise<void>): Promise<string> {
    const file = join(folder, 'changed');
    await copyFile(from, file);
    await change(file);
    return file;
  }

  async function flip(file: string, position: number): Promise<void> {
    const handle = await open(file, 'r+');
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, position);
    await handle.write(Buffer.from([(buffer[0] ?? 0) ^ 0x10]), 0, 1, position);
    await handle.close();
  }

  it('refuses one that was cut short, wherever', async () => {
    const { size } = await stat(plain);
    for (const part of [0.02, 0.3, 0.6, 0.9, 0.999]) {
      const cut = await changed(plain, (file) => truncate(file, Math.floor(size * part)));
      expect(await refused(cut), String(part)).to.match(/not whole|damaged/);
    }
  });

  it('refuses one that was cut between two parts and closed again', async () => {
    const tar = gunzipSync(await readFile(plain));
    const cut = await changed(plain, (file) => writeFile(file, gzipSync(tar.subarray(0, 512 * 40))));
    expect(await refused(cut)).to.match(/not whole|damaged/);
  });

  it('refuses one in which a single letter changed', async () => {
    const tar = gunzipSync(await readFile(plain));
    const at = tar.indexOf('First 77');
    tar.write('Worst', at);
    const file = await changed(plain, (path) => writeFile(path, gzipSync(tar)));
    expect(await refused(file)).to.match(/damaged: a part does not match its checksum/);
  });

  it('refuses one whose bytes changed on the disk', async () => {
    const { size } = await stat(plain);
    for (const part of [0.1, 0.5, 0.95]) {
      const file = await changed(plain, (path) => flip(path, Math.floor(size * part)));
      expect(await refused(file), String(part)).to.match(/damaged|not whole/);
    }
  });

  it('refuses what is no archive of ours', async () => {
    const text = await changed(plain, (path) => writeFile(path, 'a shopping list'));
    expect(await refused(text)).to.match(/no archive of Guildhall/);
    const zipped = await changed(plain, (path) => writeFile(path, gzipSync('a shopping list')));
    expect(await refused(zipped)).to.match(/no archive of Guildhall|damaged|not whole/);
    const writer = createArchiveWriter(new Date(0));
    const chunks: Buffer[] = [];
    const reading = (async () => {
      for await (const chunk of writer.stream as AsyncIterable<Buffer>) chunks.push(chunk);
    })();
    await writer.add('notes.txt', Buffer.from('hello'));
    writer.stream.finalize();
    await reading;
    const tar = await changed(plain, (path) => writeFile(path, gzipSync(Buffer.concat(chunks))));
    expect(await refused(tar)).to.match(/no archive of Guildhall/);
    expect(await refused(join(folder, 'nowhere'))).to.match(/There is no file/);
  });

  it('opens an encrypted one with its key alone', async () => {
    expect(await refused(locked)).to.match(/is encrypted/);
    expect(await refused(locked, { passphrase: 'four other words, sorry' })).to.match(/key does not open/);
    expect((await checkArchive(locked, secret)).header.kind).to.equal('instance');
    expect((await readFile(locked)).includes('crm_contacts')).to.equal(false);
  });

  it('refuses an encrypted one that was changed or cut, even at the edge of a block', async () => {
    const { size } = await stat(locked);
    for (const part of [0.2, 0.8]) {
      const file = await changed(locked, (path) => flip(path, Math.floor(size * part)));
      expect(await refused(file, secret), String(part)).to.match(/damaged/);
    }
    const header = (await readFile(locked)).indexOf('\n---') + 4 + 1 + 43 + 1 + 16;
    const cut = await changed(locked, (path) => truncate(path, header + 65_552));
    expect(await refused(cut, secret)).to.match(/damaged|not whole/);
  });

  it('opens for the holder of the key it was made for, not for another', async () => {
    const [mine, other] = [await makeKeyPair(), await makeKeyPair()];
    const { path } = await backup(app, { recipient: mine.recipient });
    expect((await checkArchive(path, { identity: mine.identity })).manifest.files).to.equal(1);
    expect(await refused(path, { identity: other.identity })).to.match(/key does not open/);
  });

  it('refuses data of a plugin that is not here, unless it is to be left out', async () => {
    const error = await restore(machine, plain, { code: [] }).catch((thrown: unknown) => thrown);
    expect((error as Error).message).to.match(/data of the plugin crm .*which is not here.*--without crm/);
    await restore(machine, plain, { code: [], without: ['crm'] });
    const { rows } = await withClient(machine.ownerUrl, (client) =>
      client.query('select (select count(*)::int from users) as users, to_regclass($1) as contacts', [
        'crm_contacts',
      ]),
    );
    expect(rows).to.deep.equal([{ users: 8, contacts: null }]);
  });

  it('refuses a database that holds what others made, also with --replace, and leaves all of it', async () => {
    const made = `create table orders as select 1 as id; create schema "Billing"; create table "Billing".bills (id int);
      create function audit() returns int language sql as 'select 1'; create view sales as select id from orders`;
    const stranger = await emptyMachine();
    try {
      // One with nothing of ours, and an instance beside which somebody put things of their own.
      for (const place of [stranger, machine]) {
        await withClient(place.ownerUrl, (client) => client.query(made));
        const error = await restore(place, plain, { onPresent: async () => undefined }).catch(String);
        expect(error).to.match(
          /did not make: function audit\(\), schema "Billing", table orders, view sales\. Nothing was changed\..*DATABASE_URL/,
        );
        await withClient(place.ownerUrl, (client) =>
          client.query('select * from sales, "Billing".bills, audit()'),
        );
      }
    } finally {
      await stranger.remove();
    }
  });
});
