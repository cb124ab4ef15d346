import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { dueSources, migrate } from '../../core/db/migrations/run.ts';
import { withClient } from '../../core/db/roles/with-client.ts';
import { bootAgain, bootTestRuntime, type TestRuntime } from '../../core/testing/test-runtime.ts';

describe('kernel: what migrations are due', () => {
  let instance: TestRuntime;
  before(async () => {
    instance = await bootTestRuntime({ fixtures: ['notes', 'guestbook'] });
  });
  after(() => instance.stop());

  const sources = () =>
    instance.runtime.registry.plugins.map(({ id, folder }) => ({ id, folder: join(folder, 'migrations') }));
  const due = async () => (await dueSources(instance.runtime.target, sources())).map(({ id }) => id);
  const change = (sql: string) => withClient(instance.ownerUrl, (client) => client.query(sql));

  it('is nothing after a start, and one plugin when a step of it has not run', async () => {
    expect(await due()).to.deep.equal([]);
    await change('alter table migrations_notes rename to migrations_elsewhere');
    expect(await due()).to.deep.equal(['notes']);
    await change('alter table migrations_elsewhere rename to migrations_notes');
  });

  it('is found out for the others when one has spoiled its bookkeeping', async () => {
    await change('alter table migrations_notes rename column name to step');
    const again = await bootAgain(instance);
    const states = again.runtime.registry.plugins.map(({ id, state }) => [id, state]);
    await again.stop();
    await change('alter table migrations_notes rename column step to name');
    expect(Object.fromEntries(states)).to.deep.equal({ notes: 'quarantined', guestbook: 'enabled' });
  });

  it('waits until whoever holds a table locked has let it go', async () => {
    const place = await mkdtemp(join(tmpdir(), 'guildhall-steps-'));
    const folder = join(place, 'migrations');
    await mkdir(folder);
    await writeFile(join(place, 'package.json'), '{ "type": "module" }');
    const up = "(schema) => schema.sql('alter table notes_notes add column aside text')";
    const step = `export default { up: ${up}, down: () => undefined };`;
    await writeFile(join(folder, '0001-aside.js'), step);
    const done = await withClient(instance.ownerUrl, async (client) => {
      await client.query('begin; lock table notes_notes in access share mode');
      const migrating = migrate(instance.runtime.target, { id: 'waiting', folder });
      // Longer than a step waits for a lock.
      await pause(5_300);
      await client.query('commit');
      return migrating;
    });
    await rm(place, { recursive: true });
    expect(done).to.deep.equal(['0001-aside']);
  });
});
