import { expect } from 'chai';
import { readLogin, withLogin } from '../../core/db/roles/role-names.ts';
import { withClient } from '../../core/db/roles/with-client.ts';
import { keptTables } from '../../core/lifecycle/uninstall/kept-tables.ts';
import { leftoversOf } from '../../core/lifecycle/uninstall/leftovers.ts';
import {
  namingColumns,
  namingLists,
  otherColumns,
  plainColumns,
} from '../../core/lifecycle/uninstall/naming-columns.ts';
import { uninstallPlugin } from '../../core/lifecycle/uninstall/uninstall-plugin.ts';
import { testClusterUrl } from '../../core/testing/cluster.ts';
import { bootTestRuntime, type TestRuntime } from '../../core/testing/test-runtime.ts';
import { namingTables, plant, takeChecksAway } from './planted-rows.ts';

const words = { by: { userId: null, name: 'Ada' }, reason: 'Gone.' };
const endpoint = '00000000-0000-7000-8000-00000000aaaa';
const workspace = '00000000-0000-7000-8000-00000000bbbb';

describe('plugins: the proof that nothing is left', () => {
  let instance: TestRuntime;
  let adminUrl: string;
  before(async () => {
    instance = await bootTestRuntime({ fixtures: ['notes', 'guestbook'] });
    const cluster = await testClusterUrl();
    adminUrl = withLogin(cluster, { ...readLogin(cluster), database: readLogin(instance.ownerUrl).database });
  });
  after(() => instance.stop());

  it('knows of every column of the core whether it names plugins', async () => {
    const own = `not starts_with(c.relname, 'migrations_') and not starts_with(c.relname, 'notes') and not starts_with(c.relname, 'guestbook')`;
    const text = `select c.relname as table, a.attname as column from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and ${own}
        and a.atttypid in ('text'::regtype, 'text[]'::regtype, 'jsonb'::regtype, 'json'::regtype, 'varchar'::regtype)`;
    const all = await withClient(adminUrl, async (client) => (await client.query(text)).rows);
    const isKnown = ({ table, column }: { table: string; column: string }) =>
      table in keptTables ||
      namingColumns.includes(column) ||
      plainColumns.includes(column) ||
      namingLists.some((list) => list.table === table && list.column === column) ||
      otherColumns[table]?.includes(column);
    const unknown = all.filter((one) => !isKnown(one)).map(({ table, column }) => `${table}.${column}`);
    expect(unknown, 'say in naming-columns.ts what they hold').to.deep.equal([]);
    expect(all.length).to.be.greaterThan(100);
  });

  it('finds and removes a row in every table that names plugins, and keeps those of others', async () => {
    const isOf = (id: string) => `(^|[^a-z-])${id}([.:/"]|$)`;
    const planted = await withClient(adminUrl, async (client) => {
      await takeChecksAway(client);
      const tables = await namingTables(client, [...Object.keys(keptTables), 'plugin_breakers']);
      let count = 0;
      for (const [table, columns] of tables) {
        for (const column of columns) {
          for (const id of ['notes', 'guestbook']) {
            await plant(client, table, { [column]: `${id}.planted-${column}` });
            count += 1;
          }
        }
      }
      for (const id of ['notes', 'guestbook']) {
        const at = id === 'notes' ? endpoint : endpoint.replace('aaaa', 'cccc');
        await plant(client, 'plugin_breakers', { id });
        await plant(client, 'webhook_endpoints', { workspace_id: workspace, id: at, webhook: `${id}.hook` });
        await plant(client, 'webhook_deliveries', { workspace_id: workspace, endpoint_id: at });
        await plant(client, 'secrets', { workspace_id: workspace, place: `webhook:${at}:current` });
        for (const place of [`settings:${id}.mail:token`, `user:${workspace}:settings:${id}.mail:token`]) {
          await plant(client, 'secrets', { workspace_id: workspace, place });
          await plant(client, 'instance_secrets', { place });
        }
        await plant(client, 'rate_limits', { key: `action:key ${id}.note.create` });
        await plant(client, 'api_keys', { scopes: `{core:see,${id}:read}` });
        await plant(client, 'home_arrangements', {
          tiles: JSON.stringify([{ id: `${id}.tile` }, { id: 'core.x' }]),
        });
        await plant(client, 'action_rules', {
          rules: JSON.stringify([{ who: 'people', action: `${id}.go` }]),
        });
        count += 12;
      }
      return count;
    });
    const ofAnother =
      "create table guestbook_kinds (type text); insert into guestbook_kinds values ('notes')";
    await withClient(adminUrl, (client) => client.query(ofAnother));
    expect((await leftoversOf(instance.runtime.target, 'notes')).length).to.be.greaterThan(25);
    const { leftovers } = await uninstallPlugin(instance.runtime, 'notes', words);
    expect(leftovers).to.deep.equal([]);
    await withClient(adminUrl, async (client) => {
      expect(
        (await client.query('select from guestbook_kinds')).rowCount,
        'what another means by it',
      ).to.equal(1);
      const { rows } = await client.query<{ name: string }>(
        "select tablename as name from pg_tables where schemaname = 'public' and not tablename = any($1)",
        [Object.keys(keptTables)],
      );
      const naming = async (id: string) => {
        const found: string[] = [];
        for (const { name } of rows) {
          const text = `select t::text as row from ${client.escapeIdentifier(name)} t where t::text ~ $1`;
          for (const { row } of (await client.query<{ row: string }>(text, [isOf(id)])).rows)
            found.push(`${name}: ${row.slice(0, 200)}`);
        }
        return found;
      };
      expect(await naming('notes')).to.deep.equal([]);
      const others = (await naming('guestbook')).length;
      expect(others).to.be.at.least(planted / 2 - 6);
      console.log(
        `      ${planted} rows planted in every table that names plugins; 0 of the one left, ${others} of the other`,
      );
    });
  });

  it('names what stays, each with its reason', () => {
    expect(Object.keys(keptTables)).to.deep.equal(['instance_audit', 'audit_log', 'plugin_states']);
    for (const reason of Object.values(keptTables)) expect(reason).to.match(/^[A-Z].{20,}\.$/);
  });
});
