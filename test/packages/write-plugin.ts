import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface PluginText {
  readonly version: string;
  readonly compatible?: string;
  /** As they are, or the source text that gives them. */
  readonly capabilities?: object | string;
  /** Source text of what runs at the start. */
  readonly start?: string;
  /** Source text of what runs when it stops. */
  readonly stop?: string;
  /** Migrations by name: the source text of `up` and `down`. */
  readonly migrations?: Readonly<Record<string, { up: string; down: string }>>;
  readonly manifest?: object;
}

/** Writes the plugin `shop` as its author would have it, in plain JavaScript. */
export async function writeShop(folder: string, text: PluginText): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'migrations'), { recursive: true });
  const { version, compatible = '>=0.1', capabilities = {}, start = '', stop = '', manifest = {} } = text;
  const common = `id: 'shop', title: 'Shop', description: 'Sells things', icon: 'box', version: '${version}',
    compatible: '${compatible}', capabilities: ${typeof capabilities === 'string' ? capabilities : JSON.stringify(capabilities)}`;
  await writeFile(
    join(folder, 'index.js'),
    `import { defineResource, definePlugin, text } from 'guildhall/sdk';
const thing = defineResource('shop.thing', { name: text({ required: true, max: 100 }) }, {
  table: 'shop_things', icon: 'box', title: ['name'], create: ['name'], update: ['name'],
  access: { read: 'shop:read', create: 'shop:write', update: 'shop:write', remove: 'shop:write' },
  list: { columns: ['name'], filter: ['name'], sort: ['name'] },
});
export default definePlugin({ ${common}, permissions: {
  'shop:read': { label: 'See things', roles: ['admin', 'member', 'viewer'] },
  'shop:write': { label: 'Change things', roles: ['admin', 'member'] },
}, resources: [thing], start: async () => { ${start} }, stop: async () => { ${stop} } });\n`,
  );
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'shop', version, type: 'module', main: 'index.js', ...manifest }),
  );
  for (const [name, { up, down }] of Object.entries({ ...firstMigration, ...text.migrations })) {
    const code = `import { defineMigration } from 'guildhall/sdk';
export default defineMigration({ up: async (schema) => { ${up} }, down: async (schema) => { ${down} } });\n`;
    await writeFile(join(folder, 'migrations', `${name}.js`), code);
  }
  return folder;
}

const firstMigration = {
  '0001-create-things': {
    up: `await schema.workspaceTable('shop_things', (table) => {
      table.text('name', { required: true, max: 100 }); table.filterIndex('name'); table.sortIndex('name'); });`,
    down: `await schema.dropTable('shop_things');`,
  },
};

export const addsPrice = {
  '0002-add-price': {
    up: `await schema.alterTable('shop_things', (table) => { table.bigint('price_minor'); });`,
    down: `await schema.dropColumn('shop_things', 'price_minor');`,
  },
};
