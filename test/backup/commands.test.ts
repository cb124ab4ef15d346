import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readIdentity } from '../../core/backup/archive/archive-keys.ts';
import { endProcesses, startProcess } from '../boot/started-process.ts';

/** A whole life on the embedded database, each step a process as an operator would start it. */
describe('backup: from the terminal', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guildhall-test-backup-'));
  });
  afterEach(endProcesses);
  after(() => rm(folder, { recursive: true, force: true }));

  async function run(dataDir: string, ...args: string[]): Promise<{ code: number | null; output: string }> {
    const child = startProcess(
      { DATA_DIR: join(folder, dataDir), PLUGINS_DIR: join(folder, 'no-plugins') },
      ...args,
    );
    return { code: await child.ended(), output: child.output() };
  }

  async function setUp(dataDir: string): Promise<void> {
    const child = startProcess({ DATA_DIR: join(folder, dataDir), PLUGINS_DIR: join(folder, 'no-plugins') });
    const [, address = ''] = await child.says(/ready at (\S+)/);
    const { origin, searchParams } = new URL(address);
    const form = {
      ...{
        token: searchParams.get('token') ?? '',
        name: 'Ada',
        email: 'ada@example.org',
        workspaceName: 'Harbour',
      },
      ...{ password: 'lanterns over the quay', currency: 'EUR', timezone: 'UTC', locale: 'en-GB' },
    };
    const answer = await fetch(`${origin}/setup`, {
      method: 'POST',
      headers: { origin },
      body: new URLSearchParams(form),
      redirect: 'manual',
    });
    expect(answer.status, await answer.text()).to.equal(303);
    const beside = await run(dataDir, 'backup', '--to', join(folder, 'beside.tar.gz'));
    expect(beside.code, beside.output).to.equal(0);
    child.signal('SIGTERM');
    await child.ended();
  }

  it('backs up beside a running instance, restores elsewhere, and guards what is there', async () => {
    await setUp('first');
    const archive = join(folder, 'beside.tar.gz');
    const restored = await run('second', 'restore', archive);
    expect(restored.code, restored.output).to.equal(0);
    expect(restored.output).to.match(/The instance is muted/);

    const refused = await run('second', 'restore', archive);
    expect([refused.code, refused.output]).to.satisfy(
      ([code, output]: [number, string]) =>
        code === 1 && /with 1 workspaces and 1 people.*--replace/.test(output),
    );

    const replaced = await run('second', 'restore', archive, '--replace');
    expect(replaced.code, replaced.output).to.equal(0);
    expect(await readdir(join(folder, 'second', 'backups'))).to.satisfy((names: string[]) =>
      names.every((one) => one.startsWith('before-restore-')),
    );

    const unmuted = await run('second', 'unmute');
    expect(unmuted.output).to.match(/It may speak again/);
  }).timeout(240_000);

  it('makes a key pair whose public half goes into the configuration', async () => {
    const keyFile = join(folder, 'key.txt');
    const made = await run('none', 'backup', '--make-key', keyFile);
    const [recipient = ''] = /age1[0-9a-z]+/.exec(made.output) ?? [];
    expect(await readFile(keyFile, 'utf8'))
      .to.include('AGE-SECRET-KEY-1')
      .and.to.include(recipient);
    expect(await readIdentity(keyFile)).to.match(/^AGE-SECRET-KEY-1/);
  });
});
