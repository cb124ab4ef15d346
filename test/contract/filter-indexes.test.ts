import { expect } from 'chai';
import { inWorkspace } from '../../core/db/unit-of-work.ts';
import { columnName, type Resource } from '../../core/sdk/index.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { shippedPlugins } from './shipped-plugins.ts';

interface IndexColumns {
  readonly table: string;
  readonly columns: string[];
}

const indexes = `
  select c.relname as table, array(
    select a.attname::text from unnest(x.indkey::int[]) with ordinality k(attnum, position)
    join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum order by k.position) as columns
  from pg_index x join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public'`;

describe('resources: what may be filtered and sorted has its index', () => {
  let app: TestApp;
  let found: IndexColumns[];
  before(async () => {
    app = await bootTestApp({ plugins: await shippedPlugins() });
    found = await inWorkspace(app.runtime.database, app.workspaces.a.id, (unit) =>
      unit.run<IndexColumns>({ text: indexes, values: [] }),
    );
  });
  after(() => app.stop());

  const isIndexed = (resource: Resource, field: string): boolean =>
    found.some(
      ({ table, columns }) =>
        table === resource.options.table && columns[0] === 'workspace_id' && columns[1] === columnName(field),
    );

  it('holds for every declared filter and sort of every plugin', () => {
    const missing = [...app.runtime.registry.resources.values()].flatMap((resource) => {
      const { filter, sort } = resource.options.list;
      const names = [...filter.filter((name) => resource.fields[name]?.kind !== 'tags'), ...sort];
      return [...new Set(names)]
        .filter((name) => !isIndexed(resource, name))
        .map((name) => `${resource.id}.${name}`);
    });
    expect(missing).to.deep.equal([]);
  });

  it('has a search function for every resource that can be searched', async () => {
    for (const { options } of app.runtime.registry.resources.values()) {
      if (!options.list.search) continue;
      const text = `select ${options.table}_search(array['%a%'], 1)`;
      await inWorkspace(app.runtime.database, app.workspaces.a.id, (unit) => unit.run({ text, values: [] }));
    }
  });
});
