import { chmod, chown, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import pg from 'pg';
import { isAlive } from '../process-identity.ts';
import { readServerFile } from '../server-file.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../start-embedded-postgres.ts';
import { failInChild, killWatch, startInChild } from './child.ts';

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function eventually(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error('It did not happen within ten seconds.');
    await pause(25);
  }
}

describe('embedded PostgreSQL: starting and stopping', () => {
  let dataDir: string;
  let server: EmbeddedPostgres | undefined;
  const said: string[] = [];
  const start = async () => {
    server = await startEmbeddedPostgres({
      dataDir,
      isThrowaway: true,
      onProgress: (text) => said.push(text),
    });
    return server;
  };
  const serverPid = async (folder = join(dataDir, 'postgres')) =>
    (await readServerFile(join(folder, 'data')))?.pid ?? 0;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), `guildhall-test-${process.pid}-`));
    await chmod(dataDir, 0o711);
    said.length = 0;
  });

  afterEach(async () => {
    await server?.stop();
    server = undefined;
    await rm(dataDir, { recursive: true, force: true });
  });

  it('makes a UTF-8 database in UTC that knows letters beyond ASCII', async () => {
    const { url } = await start();
    const [row] = await query(
      url,
      `select current_setting('server_version_num')::int / 10000 as version, current_setting('timezone') as zone,
        current_setting('server_encoding') as encoding, lower('ÉЖ') as lower`,
    );
    expect(row).to.deep.equal({ version: 18, zone: 'UTC', encoding: 'UTF8', lower: 'éж' });
    await query(url, 'create extension pg_trgm');
    expect(await query(url, "select show_trgm('Жук') <> '{}' as known")).to.deep.equal([{ known: true }]);
  });

  it('keeps its data and its port over a restart, and says what it does', async () => {
    const first = await start();
    await query(first.url, 'create table kept as select 1 as one');
    await first.stop();
    expect(said[0]).to.contain('first start');
    const second = await start();
    expect(second.url).to.equal(first.url);
    expect(await query(second.url, 'select * from kept')).to.deep.equal([{ one: 1 }]);
  });

  it('answers on loopback TCP too, with the password only', async () => {
    const { url } = await start();
    const tcp = new URL(url);
    tcp.search = '';
    expect(await query(tcp.href, 'select 1 as one')).to.deep.equal([{ one: 1 }]);
    tcp.password = 'guess';
    const refused = await query(tcp.href, 'select 1').catch((error: { code: string }) => error);
    expect(refused).to.include({ code: '28P01' });
  });

  it('works in a folder with an odd or a very long name', async () => {
    const parent = dataDir;
    for (const name of ['a b, "c" $d+é', 'long'.repeat(30)]) {
      dataDir = join(parent, name);
      const { url, stop } = await start();
      expect(await query(url, 'select 1 as one'), name).to.deep.equal([{ one: 1 }]);
      await stop();
    }
    dataDir = parent;
  });

  it('takes another port when its own was taken meanwhile', async () => {
    const first = await start();
    const port = Number(new URL(first.url).port);
    await first.stop();
    const { createServer } = await import('node:net');
    const squatter = createServer().listen(port, '127.0.0.1');
    try {
      const second = await start();
      expect(Number(new URL(second.url).port)).not.to.equal(port);
    } finally {
      squatter.close();
    }
  });

  it('leaves no process behind when it stops', async () => {
    const running = await start();
    const pid = await serverPid();
    await running.stop();
    expect(isAlive(pid)).to.equal(false);
  });

  it('says what to do when the secrets do not belong to the database', async () => {
    await (await start()).stop();
    await rm(join(dataDir, 'secrets.json'));
    const error = await start().catch((caught: Error) => caught);
    expect(String(error)).to.contain('Put back the secrets.json that belongs to this data folder');
  });

  it('starts over when the first start was cut off', async () => {
    await (await start()).stop();
    const home = join(dataDir, 'postgres');
    await rm(join(home, 'data'), { recursive: true });
    await writeFile(join(home, 'data.new'), 'half of it');
    expect(await query((await start()).url, 'select 1 as one')).to.deep.equal([{ one: 1 }]);
  });

  it('refuses a second start on the folder and names the process that has it', async () => {
    await start();
    expect(await failInChild(dataDir)).to.contain(`is in use by process ${process.pid}`);
  });

  it('passes over the lock of a dead process, even when its number is in use again', async () => {
    await (await start()).stop();
    const lock = join(dataDir, 'postgres', 'lock.json');
    await writeFile(lock, JSON.stringify({ pid: process.pid, identity: 'another boot:1' }));
    await start();
    expect(JSON.parse(await readFile(lock, 'utf8'))).to.include({ pid: process.pid });
  });

  it('passes over the file of a dead server whose number another program has now', async () => {
    await (await start()).stop();
    const file = join(dataDir, 'postgres', 'data', 'postmaster.pid');
    const { uid, gid } = await stat(join(dataDir, 'postgres', 'data'));
    await writeFile(file, `${process.pid}\n${dataDir}\n1\n1\n\n\n\nready\n`, { mode: 0o600 });
    await chown(file, uid, gid);
    expect(await query((await start()).url, 'select 1 as one')).to.deep.equal([{ one: 1 }]);
  });

  it('starts the server again when it is killed, at the same address', async () => {
    const { url } = await start();
    await query(url, 'create table kept as select 1 as one');
    await query(url, 'checkpoint');
    const pid = await serverPid();
    process.kill(pid, 'SIGKILL');
    await eventually(async () => {
      const now = await serverPid();
      return now !== pid && (await query(url, 'select * from kept').catch(() => [])).length === 1;
    });
    expect(said).to.include('The database server ended unexpectedly; starting it again');
  });
});

describe('embedded PostgreSQL: the app is killed', () => {
  let dataDir: string;
  const serverPid = async () => (await readServerFile(join(dataDir, 'postgres', 'data')))?.pid ?? 0;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), `guildhall-test-${process.pid}-`));
    await chmod(dataDir, 0o711);
  });

  afterEach(() => rm(dataDir, { recursive: true, force: true, maxRetries: 10 }));

  for (const signal of ['SIGKILL', 'SIGTERM', 'SIGINT'] as const) {
    it(`stops the server after ${signal}`, async () => {
      const child = await startInChild(dataDir);
      const pid = await serverPid();
      expect(isAlive(pid)).to.equal(true);
      await child.kill(signal);
      await eventually(() => !isAlive(pid));
    });
  }

  it('stops the server before it ends when it handles the signal', async () => {
    const child = await startInChild(dataDir, '--stop-on-signal');
    const pid = await serverPid();
    await child.kill('SIGTERM');
    expect(isAlive(pid)).to.equal(false);
  });

  it('recovers from a server that was left running, with all that was committed', async () => {
    const child = await startInChild(dataDir);
    const pid = await serverPid();
    await query(child.url, 'create table kept as select generate_series(1, 1000) as id');
    await killWatch(pid);
    await child.kill('SIGKILL');
    expect(isAlive(pid)).to.equal(true);
    const said: string[] = [];
    const next = await startEmbeddedPostgres({
      dataDir,
      isThrowaway: true,
      onProgress: (text) => said.push(text),
    });
    try {
      expect(said[0]).to.contain(`previous run left behind (process ${pid})`);
      expect(isAlive(pid)).to.equal(false);
      expect(await query(next.url, 'select count(*)::int as n from kept')).to.deep.equal([{ n: 1000 }]);
    } finally {
      await next.stop();
    }
  });

  it('recovers from a killed app and a killed server', async () => {
    const child = await startInChild(dataDir);
    const pid = await serverPid();
    await query(child.url, 'create table kept as select 1 as one');
    await query(child.url, 'checkpoint');
    process.kill(child.pid, 'SIGKILL');
    process.kill(pid, 'SIGKILL');
    const next = await startEmbeddedPostgres({ dataDir, isThrowaway: true });
    try {
      expect(await query(next.url, 'select * from kept')).to.deep.equal([{ one: 1 }]);
    } finally {
      await next.stop();
    }
  });
});
