import { expect } from 'chai';
import pg from 'pg';
import { lintCatalogue } from './catalogue-lint.ts';
import { type DatabaseUnderTest, databaseUnderTest } from './test/database-under-test.ts';

const planted: readonly [string, string, RegExp][] = [
  [
    'a table without row-level security',
    'create table lint_bare (workspace_id uuid not null, id uuid)',
    /lint_bare: row-level security/,
  ],
  [
    'a policy that checks something else',
    `create table lint_open (workspace_id uuid not null); alter table lint_open enable row level security;
     alter table lint_open force row level security; create policy p on lint_open using (true) with check (true)`,
    /lint_open: it needs exactly one permissive policy/,
  ],
  [
    'a nullable workspace',
    'create table lint_null (workspace_id uuid)',
    /lint_null.workspace_id must be uuid NOT NULL/,
  ],
  [
    'a unique index over all workspaces',
    'create table lint_unique (workspace_id uuid not null, email text unique)',
    /lint_unique: the unique index/,
  ],
  [
    'a key that crosses workspaces',
    'create table lint_key (workspace_id uuid not null, other uuid, unique (workspace_id, other)); create unique index lint_ids on sample_things (id); create table lint_refer (workspace_id uuid not null, thing uuid references sample_things (id))',
    /lint_refer: the key/,
  ],
  [
    'a view that runs as its owner',
    'create view lint_view as select 1 as one',
    /lint_view: the view needs security_invoker/,
  ],
  [
    'a materialised view',
    'create materialized view lint_kept as select 1 as one',
    /lint_kept: a materialised view/,
  ],
  [
    'an unreviewed definer function',
    "create function lint_door() returns integer language sql security definer as 'select 1'",
    /lint_door\(\): a SECURITY DEFINER/,
  ],
  [
    'a truncate grant',
    'grant truncate on sample_things to current_user; grant truncate on sample_things to :app',
    /sample_things: the app role may not truncate/,
  ],
  [
    'a numeric column',
    'create table lint_numeric (workspace_id uuid not null, price numeric)',
    /lint_numeric.price: numeric/,
  ],
];

describe('db: the catalogue lint', () => {
  let database: DatabaseUnderTest;
  before(async () => {
    database = await databaseUnderTest();
  });
  after(() => database.drop());

  it('finds nothing in tables made with the migration language', async () => {
    expect(await lintCatalogue(database.ownerUrl, database.roles)).to.deep.equal([]);
  });

  for (const [what, sql, fault] of planted) {
    it(`finds ${what}`, async () => {
      const client = new pg.Client({ connectionString: database.ownerUrl });
      await client.connect();
      await client.query(sql.replaceAll(':app', `"${database.roles.app}"`));
      await client.end();
      expect((await lintCatalogue(database.ownerUrl, database.roles)).join('\n')).to.match(fault);
    });
  }
});
