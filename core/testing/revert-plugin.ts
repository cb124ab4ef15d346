import { migrate, revertNewest } from '../db/migrations/run.ts';
import { withClient } from '../db/roles/with-client.ts';
import type { TestApp } from './boot-test-app.ts';
import { testRoles } from './template-database.ts';

/**
 * Take a plugin's migrations back, the newest first, then run them again.
 *
 * @returns the names of what its tables left behind in between; none, if `down` is right
 * @example expect(await revertPlugin(app, 'crm')).to.deep.equal([]);
 */
export async function revertPlugin(app: TestApp, id: string): Promise<string[]> {
  const { folder } = app.runtime.registry.plugins.find((plugin) => plugin.id === id) ?? { folder: '' };
  const target = { ownerUrl: app.ownerUrl, roles: testRoles };
  const source = { id, folder: `${folder}/migrations` };
  while ((await revertNewest(target, source)) !== null);
  const left = await namesOf(app, `${id.replaceAll('-', '_')}\\_%`);
  await migrate(target, source);
  return left;
}

function namesOf({ ownerUrl }: TestApp, pattern: string): Promise<string[]> {
  return withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relname like $1
       union all select proname from pg_proc where proname like $1`,
      [pattern],
    );
    return rows.map(({ name }) => name);
  });
}
