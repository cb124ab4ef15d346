import { inWorkspace } from '../../db/unit-of-work.ts';
import { apiOperations } from '../../http/openapi/api-document.ts';
import type { ContributionType } from '../../kernel/contributions/contribution-type.ts';
import { contributionKeys, contributionTypes } from '../../kernel/contributions/contribution-types.ts';
import type { ContributionKey, Plugin } from '../../sdk/index.ts';
import type { TestApp } from '../boot-test-app.ts';

/** Told in a section of their own. */
const elsewhere: readonly ContributionKey[] = ['resources', 'routes', 'menu'];

/**
 * Everything of a plugin that others can lean on or must know of, as a page to be kept and compared:
 * what changes there changes somebody's day.
 *
 * @throws Error when no such plugin is up
 */
export async function surfaceReport(app: TestApp, id: string): Promise<string> {
  const plugin = app.runtime.registry.plugins.find((one) => one.id === id)?.declaration;
  if (!plugin) throw new Error(`The plugin "${id}" is not up.`);
  const sections: [string, readonly string[]][] = [
    ['Stands on', standsOn(plugin)],
    ['Permissions', permissionLines(plugin)],
    ['API', apiLines(app, id)],
    ...contributionKeys.filter((key) => !elsewhere.includes(key)).map((key) => linesOf(plugin, key)),
    ['Menu', (plugin.menu ?? []).map(({ label, resource, page }) => `${label} → ${resource?.id ?? page}`)],
    ['Tables', await tableLines(app, id)],
  ];
  const told = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => section(title, lines));
  return `# ${id}\n\nWritten by \`npm run surface\`; compared in the tests.\n\n${told.join('\n')}`;
}

function section(title: string, lines: readonly string[]): string {
  return `## ${title}\n\n${lines.map((line) => `- ${line}`).join('\n')}\n`;
}

function standsOn({ requires = {}, capabilities = {}, defaultOn, bridge }: Plugin): string[] {
  const { network = [], services = [], email } = capabilities;
  return [
    ...Object.entries(requires).map(([id, range]) => `plugin ${id} ${range}`),
    ...network.map((host) => `host ${host}`),
    ...services.map((service) => `service ${service}`),
    ...(email ? ['e-mail'] : []),
    ...(defaultOn ? ['on in new workspaces'] : []),
    ...(bridge ? ['a bridge: on where all it requires are on'] : []),
  ];
}

function permissionLines({ permissions }: Plugin): string[] {
  return Object.entries(permissions).map(
    ([name, { label, roles }]) => `\`${name}\` ${label} (${roles.join(', ') || 'owners alone'})`,
  );
}

function apiLines({ runtime }: TestApp, id: string): string[] {
  const operations = apiOperations({
    registry: runtime.registry,
    plugins: new Set([id]),
    customFields: [],
    version: '',
    baseUrl: '',
    sessionCookie: '',
  });
  return operations
    .filter(({ path }) => path.startsWith(`/api/${id}/`))
    .map(({ method, path }) => `\`${method.toUpperCase()} ${path}\``);
}

function linesOf(plugin: Plugin, key: ContributionKey): [string, string[]] {
  const type = contributionTypes[key] as ContributionType<unknown>;
  const items: readonly unknown[] = plugin[key] ?? [];
  const title = `${type.word.charAt(0).toUpperCase()}${type.word.slice(1)}`;
  return [title, items.map((item) => line(type, item))];
}

function line(type: ContributionType<unknown>, item: unknown): string {
  const permission = type.permissionOf?.(item);
  return `\`${type.nameOf(item)}\`${permission ? ` (${permission})` : ''}`;
}

const tables = `
  select c.relname as name, string_agg(a.attname, ', ' order by a.attnum) as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where n.nspname = 'public' and c.relkind = 'r' and c.relname like $1
  group by c.relname order by c.relname`;

async function tableLines({ runtime, workspaces }: TestApp, id: string): Promise<string[]> {
  const prefix = `${id.replaceAll('-', '\\_')}\\_%`;
  const rows = await inWorkspace(runtime.database, workspaces.a.id, (unit) =>
    unit.run<{ name: string; columns: string }>({ text: tables, values: [prefix] }),
  );
  return rows.map(({ name, columns }) => `\`${name}\` ${columns}`);
}
