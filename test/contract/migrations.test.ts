import { join } from 'node:path';
import { expect } from 'chai';
import pg from 'pg';
import { lintCatalogue } from '../../core/db/catalogue-lint.ts';
import {
  bookkeepingTable,
  type MigrationSource,
  migrate,
  revertNewest,
} from '../../core/db/migrations/run.ts';
import { packageRoot } from '../../core/package-root.ts';
import { testRoles as roles } from '../../core/testing/template-database.ts';
import { coreMigrations, type TestDatabase, testDatabase } from '../../core/testing/test-database.ts';
import { shippedPlugins } from './shipped-plugins.ts';

const tablesOf = `
  select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind = 'r' order by 1`;
const functionsOf = `
  select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname = 'public' and p.proname like '%\\_search' order by 1`;

describe('migrations: up, down and up again', () => {
  let database: TestDatabase;
  let sources: MigrationSource[];

  before(async () => {
    database = await testDatabase([]);
    const plugins = await shippedPlugins();
    sources = [
      coreMigrations(),
      ...plugins.map((id) => ({ id, folder: join(packageRoot(), 'plugins', id, 'migrations') })),
    ];
  });
  after(() => database.drop());

  const target = () => ({ ownerUrl: database.ownerUrl, roles });

  async function names(text: string): Promise<string[]> {
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    const { rows } = await client.query<{ name: string }>(text);
    await client.end();
    return rows.map((row) => row.name);
  }

  async function upAll(): Promise<void> {
    for (const source of sources) await migrate(target(), source);
  }

  async function downAll(): Promise<void> {
    for (const source of [...sources].reverse()) {
      while (await revertNewest(target(), source));
    }
  }

  it('runs every step of the core and of every plugin, and the catalogue lint finds nothing', async () => {
    await upAll();
    expect(await lintCatalogue(database.ownerUrl, roles)).to.deep.equal([]);
  });

  it('does nothing when everything ran', async () => {
    for (const source of sources) expect(await migrate(target(), source)).to.deep.equal([]);
  });

  it('takes every step back and leaves only its bookkeeping, then runs again', async () => {
    const [tables, functions] = [await names(tablesOf), await names(functionsOf)];
    await downAll();
    expect(await names(tablesOf)).to.deep.equal(sources.map(({ id }) => bookkeepingTable(id)).sort());
    expect(await names(functionsOf)).to.deep.equal([]);
    await upAll();
    expect([await names(tablesOf), await names(functionsOf)]).to.deep.equal([tables, functions]);
  });

  it('runs each step once when two processes start at the same time', async () => {
    await downAll();
    const ran = await Promise.all([migrate(target(), coreMigrations()), migrate(target(), coreMigrations())]);
    expect(ran.flat()).to.have.length(new Set(ran.flat()).size);
  });
});
