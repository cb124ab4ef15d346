/** The files of a new plugin, by their place in its folder. */
export function filesOf(names, version) {
  return new Map([
    ['index.ts', index(names, version)],
    [`resources/${names.noun}.ts`, resource(names)],
    [`migrations/0001-create-${names.plural}.ts`, migration(names)],
    ['pages/overview.ts', page(names)],
    ['views/overview.hbs', view(names)],
    [`test/${names.id}.test.ts`, test(names)],
    ['README.md', readme(names)],
  ]);
}

const index = ({ id, title, noun, camel, many }, version) => `import { definePlugin } from 'guildhall/sdk';
import { overview } from './pages/overview.ts';
import { ${camel} } from './resources/${noun}.ts';

export default definePlugin({
  id: '${id}',
  title: '${title}',
  description: 'Keeps ${many.toLowerCase()}.',
  icon: 'puzzle',
  version: '0.1.0',
  compatible: '^${version}',
  permissions: {
    '${id}:read': { label: 'See ${many.toLowerCase()}', roles: ['viewer', 'member', 'admin'] },
    '${id}:write': { label: 'Add and change ${many.toLowerCase()}', roles: ['member', 'admin'] },
  },
  resources: [${camel}],
  pages: [overview],
  menu: [
    { label: '${many}', icon: 'puzzle', resource: ${camel} },
    { label: 'Overview', icon: 'chart-bar', page: '/overview' },
  ],
});
`;

const resource = ({
  id,
  noun,
  camel,
  type,
  table,
}) => `import { day, defineResource, type Row, text } from 'guildhall/sdk';

const fields = {
  name: text({ required: true, max: 200 }),
  dueOn: day(),
};
export type ${type} = Row<typeof fields>;

export const ${camel} = defineResource('${id}.${noun}', fields, {
  table: '${table}',
  icon: 'puzzle',
  title: ['name'],
  create: ['name', 'dueOn'],
  update: ['name', 'dueOn'],
  access: { read: '${id}:read', create: '${id}:write', update: '${id}:write', remove: '${id}:write' },
  list: {
    columns: ['name', 'dueOn', 'createdAt'],
    filter: ['dueOn'],
    sort: ['name', 'dueOn'],
    search: ['name'],
  },
});
`;

const migration = ({ table }) => `import { defineMigration } from 'guildhall/sdk';

export default defineMigration({
  up: (schema) =>
    schema.workspaceTable('${table}', (table) => {
      table.text('name', { required: true, max: 200 });
      table.day('due_on');
      table.filterIndex('due_on');
      table.sortIndex('due_on');
      table.sortIndex('name');
      table.searchable('name');
    }),
  down: (schema) => schema.dropTable('${table}'),
});
`;

const page = ({ id, noun, camel, many }) => `import { all, type Ctx, definePage } from 'guildhall/sdk';
import { z } from 'zod';
import { ${camel} } from '../resources/${noun}.ts';

export const overview = definePage({
  path: '/overview',
  title: '${many} at a glance',
  permission: '${id}:read',
  view: 'overview',
  input: z.strictObject({}),
  model: countThem,
});

async function countThem(ctx: Ctx) {
  return { count: await ctx.db.table(${camel}).count(all()) };
}
`;

const view = ({ many }) => `<div class="card">
  <div class="card-body">
    <div class="subheader">${many}</div>
    <div class="h1 mb-0">{{count}}</div>
  </div>
</div>
`;

const test = ({ id, plural, noun, camel }) => `import { join } from 'node:path';
import { expect } from 'chai';
import { bootTestApp, describeConformance, makeRecord, type TestApp } from 'guildhall/sdk/testing';
import { ${camel} } from '../resources/${noun}.ts';

const folder = join(import.meta.dirname, '..');

describe('${id}: ${plural}', () => {
  let app: TestApp;
  before(async () => {
    app = await bootTestApp({ folders: [folder] });
  });
  after(() => app.stop());

  it('finds one by its name', async () => {
    await makeRecord(app, ${camel}, { name: 'Northern lights' });
    const found = await app.as('viewer').get('/api/${id}/${plural}?q=lights');
    expect(found.body.data).to.have.length(1);
  });

  it('lets a viewer look, not write', async () => {
    const refused = await app.as('viewer').post('/api/${id}/${plural}').send({ name: 'Anything' });
    expect(refused.status).to.equal(403);
  });
});

describeConformance(folder);
`;

const readme = ({ title, many }) => `# ${title}

Keeps ${many.toLowerCase()}. Switched on and off for each workspace under Settings → Modules.
`;
