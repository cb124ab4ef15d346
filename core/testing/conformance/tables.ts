import { expect } from 'chai';
import { lintCatalogue } from '../../db/catalogue-lint.ts';
import { inWorkspace } from '../../db/unit-of-work.ts';
import { columnName, type Resource } from '../../sdk/index.ts';
import { revertPlugin } from '../revert-plugin.ts';
import { testRoles } from '../template-database.ts';
import type { Subject } from './subject.ts';

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

/** Its tables keep workspaces apart, answer fast, and go as they came. */
export function tables(subject: () => Subject): void {
  it('keeps workspaces apart in every table, by PostgreSQL’s own catalogue', async () => {
    expect(await lintCatalogue(subject().ownerUrl, testRoles)).to.deep.equal([]);
  });

  it('has an index for every declared filter and sort', async () => {
    const { runtime, workspaces, resources } = subject();
    const found = await inWorkspace(runtime.database, workspaces.a.id, (unit) =>
      unit.run<IndexColumns>({ text: indexes, values: [] }),
    );
    expect(resources().flatMap((resource) => missingIndexes(resource, found))).to.deep.equal([]);
  });

  it('has a search function for every resource that can be searched', async () => {
    const { runtime, workspaces, resources } = subject();
    for (const { options } of resources().filter((one) => one.options.list.search)) {
      const text = `select ${options.table}_search(array['%a%'], 1)`;
      await inWorkspace(runtime.database, workspaces.a.id, (unit) => unit.run({ text, values: [] }));
    }
  });

  it('takes every migration back and leaves nothing, then runs them again', async () => {
    expect(await revertPlugin(subject(), subject().id)).to.deep.equal([]);
    expect(await lintCatalogue(subject().ownerUrl, testRoles)).to.deep.equal([]);
  });
}

function missingIndexes({ id, fields, options }: Resource, found: readonly IndexColumns[]): string[] {
  const filters = options.list.filter.filter((name) => fields[name]?.kind !== 'tags');
  const names = [...new Set([...filters, ...options.list.sort])];
  const isIndexed = (name: string) =>
    found.some(
      ({ table, columns }) =>
        table === options.table && columns[0] === 'workspace_id' && columns[1] === columnName(name),
    );
  return names.filter((name) => !isIndexed(name)).map((name) => `${id}.${name}`);
}
