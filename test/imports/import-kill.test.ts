import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { loadImport } from '../../core/imports/record/find-import.ts';
import { requestRun } from '../../core/imports/request-work.ts';
import { leaseSeconds } from '../../core/imports/run/lease.ts';
import { packageRoot } from '../../core/package-root.ts';
import type { Scope } from '../../core/scope.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { failuresOf } from './import-answers.ts';
import { rowsOf, settled, upload } from './import-app.ts';

const rows = 20_000;

/** Every tenth row is bad, every hundredth repeats the key of the one before. */
function bigFile(): string {
  const lines = ['First name,Last name,Email,Company'];
  for (let row = 2; row <= rows + 1; row++) {
    const email = row % 10 === 0 ? 'bad' : `p${row % 100 === 1 && row > 2 ? row - 1 : row}@example.org`;
    lines.push(`First ${row},Last ${row},${email},Company ${row % 700}`);
  }
  return `${lines.join('\n')}\n`;
}

describe('imports: a process that is killed', () => {
  let app: TestApp;
  let owner: Scope;
  const children: ChildProcess[] = [];

  before(async () => {
    app = await bootTestApp({ fixtures: ['address-book'] });
    owner = await app.scope('owner');
  });
  after(async () => {
    for (const child of children) child.kill('SIGKILL');
    await app.stop();
  });

  async function startProcess(): Promise<ChildProcess> {
    const script = join(packageRoot(), 'test', 'imports', 'import-process.ts');
    const args = [
      '--conditions=source',
      '--import',
      'tsx',
      script,
      app.ownerUrl,
      app.appUrl,
      app.runtime.config.dataDir,
    ];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    await once(child.stdout ?? child, 'data');
    return child;
  }

  async function killed(child: ChildProcess): Promise<void> {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  it('loses no row and doubles none, however often it dies', async function () {
    this.timeout(120_000);
    const { id } = await upload(app, owner, bigFile());
    await requestRun(app.runtime, owner, id);
    const deaths: number[] = [];
    for (const share of [0.1, 0.5]) {
      const child = await startProcess();
      await until(async () => (await loadImport(app.runtime, owner.workspace.id, id)).lastRow > rows * share);
      await killed(child);
      deaths.push((await loadImport(app.runtime, owner.workspace.id, id)).lastRow);
    }
    expect(deaths.every((row, index) => row < rows && row > (deaths[index - 1] ?? 0))).to.equal(true);
    await startProcess();
    await until(async () => (await loadImport(app.runtime, owner.workspace.id, id)).state !== 'running');

    const done = await settled(app.runtime, owner, id);
    const [people] = await rowsOf<{ rows: number; emails: number; numbers: number }>(
      app,
      owner,
      'select count(*) as rows, count(distinct email) as emails, count(distinct last_name) as numbers from address_book_people',
    );
    const [companies] = await rowsOf<{ rows: number; names: number }>(
      app,
      owner,
      'select count(*) as rows, count(distinct name) as names from address_book_organizations',
    );
    const failures = await failuresOf(app, owner, id);
    expect(done.state).to.equal('done');
    expect(people?.rows).to.equal(done.counts.created);
    expect(people?.emails).to.equal(people?.rows);
    expect(people?.numbers).to.equal(people?.rows);
    expect(companies?.rows).to.equal(companies?.names);
    expect(failures.length).to.equal(done.counts.failed);
    expect(done.counts.created + done.counts.failed).to.equal(rows);
    expect(failures.filter(({ problem }) => problem.startsWith('Email|Enter'))).to.have.length(rows / 10);
  });

  /** A dead process keeps its lease for a while, hence the patience. */
  async function until(holds: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + (leaseSeconds + 20) * 1_000;
    while (!(await holds())) {
      if (Date.now() > deadline) throw new Error('It takes too long.');
      await pause(15);
    }
  }
});
