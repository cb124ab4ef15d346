import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { lintCatalogue } from '../../core/db/catalogue-lint.ts';
import { type Database, openDatabase } from '../../core/db/database.ts';
import { migrate, revertNewest } from '../../core/db/migrations/run.ts';
import { withClient } from '../../core/db/roles/with-client.ts';
import { inInstance, inWorkspace, type UnitOfWork } from '../../core/db/unit-of-work.ts';
import { testRoles } from '../../core/testing/template-database.ts';
import { type TestDatabase, testDatabase } from '../../core/testing/test-database.ts';

const nothing = () => undefined;
const quiet = { debug: nothing, info: nothing, warn: nothing, error: nothing };

describe('people: the tables', () => {
  let test: TestDatabase;
  let database: Database;
  const [ada, acme, other] = [randomUUID(), randomUUID(), randomUUID()];

  const call = (unit: UnitOfWork, text: string, values: unknown[] = []) => unit.run({ text, values });

  before(async () => {
    test = await testDatabase();
    database = openDatabase({ url: test.appUrl, poolMax: 3, log: quiet });
    await inInstance(database, async (unit) => {
      const user = { id: ada, email: 'ada@example.org', name: 'Ada', locale: 'en-GB', timezone: 'UTC' };
      await unit.from('users').insert(user);
      const found = 'select found_workspace($1, $2, $3, $4, $5, $6, $7)';
      await call(unit, found, [acme, 'acme', 'Acme', 'EUR', 'UTC', 'en-GB', ada]);
      await call(unit, found, [other, 'other', 'Other', 'EUR', 'UTC', 'en-GB', ada]);
    });
  });

  after(async () => {
    await database.close();
    await test.drop();
  });

  it('pass the catalogue lint', async () => {
    const faults = await lintCatalogue(test.ownerUrl, testRoles);
    expect(faults.filter((fault) => !fault.startsWith('events'))).to.deep.equal([]);
  });

  it('show the memberships of a person outside workspaces only', async () => {
    const query = 'select slug, role from memberships_of($1)';
    const outside = await inInstance(database, (unit) => call(unit, query, [ada]));
    const inside = await inWorkspace(database, acme, (unit) => call(unit, query, [ada]));
    expect(outside).to.deep.equal([
      { slug: 'acme', role: 'owner' },
      { slug: 'other', role: 'owner' },
    ]);
    expect(inside).to.deep.equal([]);
  });

  it('show the people of the current workspace and of none outside', async () => {
    const query = 'select name, email, role, state from workspace_people()';
    const inside = await inWorkspace(database, acme, (unit) => call(unit, query));
    const outside = await inInstance(database, (unit) => call(unit, query));
    expect(inside).to.deep.equal([{ name: 'Ada', email: 'ada@example.org', role: 'owner', state: 'active' }]);
    expect(outside).to.deep.equal([]);
  });

  it('show one person by key, in a workspace they belong to', async () => {
    const query = 'select name from workspace_person($1)';
    const here = await inWorkspace(database, acme, (unit) => call(unit, query, [ada]));
    const outside = await inInstance(database, (unit) => call(unit, query, [ada]));
    const stranger = await inWorkspace(database, acme, (unit) => call(unit, query, [acme]));
    expect([here, outside, stranger]).to.deep.equal([[{ name: 'Ada' }], [], []]);
  });

  it('hide users, sessions and the list of workspaces inside a workspace', async () => {
    const seen = await inWorkspace(database, acme, async (unit) => [
      await unit.from('users').select('id'),
      await unit.from('sessions').select('sid'),
      await unit.from('workspaces').select('id'),
      await unit.from('installation').select('owner_id'),
    ]);
    expect(seen).to.deep.equal([[], [], [], []]);
  });

  it('found no workspace from inside another', async () => {
    const attempt = inWorkspace(database, acme, (unit) =>
      call(unit, "select found_workspace($1, 'x', 'X', 'EUR', 'UTC', 'en', $2)", [randomUUID(), ada]),
    );
    const error: unknown = await attempt.catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Error).and.have.property('message').that.includes('not inside');
  });
});

describe('people: undoing the tables', () => {
  it('leaves nothing behind, and they can be made again', async () => {
    const test = await testDatabase();
    const folder = await mkdtemp(join(tmpdir(), 'guildhall-people-'));
    try {
      const source = new URL('../../migrations/0001-people.ts', import.meta.url).href;
      await writeFile(join(folder, '0001-again.ts'), `export { default } from ${JSON.stringify(source)};`);
      await withClient(test.ownerUrl, (owner) =>
        // As the roles are prepared before any migration: the definer may create in the schema.
        owner.query(
          `drop schema public cascade; create schema public; grant create on schema public to ${testRoles.definer}`,
        ),
      );
      const target = { ownerUrl: test.ownerUrl, roles: testRoles };
      const again = { id: 'again', folder };
      expect(await migrate(target, again)).to.deep.equal(['0001-again']);
      expect(await revertNewest(target, again)).to.equal('0001-again');
      expect(await migrate(target, again)).to.deep.equal(['0001-again']);
    } finally {
      await rm(folder, { recursive: true });
      await test.drop();
    }
  });
});
