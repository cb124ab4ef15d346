import { chmod, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadSecrets } from './secrets.ts';

describe('configuration: secrets of an instance', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guildhall-secrets-'));
    file = join(folder, 'deep', 'secrets.json');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  const load = () => loadSecrets(join(folder, 'deep'));

  it('makes them at the first start and keeps them', async () => {
    const first = await load();
    expect(first.sessionSecret).to.match(/^[0-9a-f]{64}$/);
    expect(first.databasePassword).not.to.equal(first.sessionSecret);
    expect(await load()).to.deep.equal(first);
  });

  it('lets nobody else read the file', async () => {
    await load();
    expect((await stat(file)).mode & 0o777).to.equal(0o600);
    await chmod(file, 0o644);
    await load();
    expect((await stat(file)).mode & 0o777).to.equal(0o600);
  });

  it('gives every process the same secrets when several start at once', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, load));
    expect(new Set(all.map((secrets) => JSON.stringify(secrets))).size).to.equal(1);
    expect(await readdir(join(folder, 'deep'))).to.deep.equal(['secrets.json']);
  });

  it('adds what an older file lacks and keeps the rest', async () => {
    const { sessionSecret } = await load();
    await writeFile(file, JSON.stringify({ sessionSecret, other: 'kept' }));
    const secrets = await load();
    expect(secrets.sessionSecret).to.equal(sessionSecret);
    expect(secrets.databasePassword).to.have.lengthOf(64);
    expect(JSON.parse(await readFile(file, 'utf8'))).to.include({ other: 'kept' });
  });

  it('passes over the lock of a process that died', async () => {
    await load();
    await rm(file);
    await writeFile(`${file}.lock`, '');
    await utimes(`${file}.lock`, new Date(0), new Date(0));
    expect(await load()).to.have.property('sessionSecret');
  });

  it('refuses a damaged file without quoting it', async () => {
    await load();
    await writeFile(file, '{"sessionSecret": "hunter2');
    const error = await load().catch((caught: unknown) => caught);
    expect(String(error)).to.contain('cannot be read as secrets').and.not.to.contain('hunter2');
  });
});
