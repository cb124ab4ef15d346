import { v7 as newId } from 'uuid';
import { withClient } from '../../core/db/roles/with-client.ts';

/** So many workspaces, every one of the plugins on in each, by a superuser's statements. @returns their ids */
export async function makeManyWorkspaces(
  superuserUrl: string,
  count: number,
  plugins: readonly string[],
): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  await withClient(superuserUrl, async (client) => {
    await client.query(
      `insert into workspaces (id, slug, name, currency, timezone, locale)
       select id, 'w-' || id, 'Workspace', 'EUR', 'UTC', 'en' from unnest($1::uuid[]) id`,
      [ids],
    );
    await client.query(
      `insert into plugin_switches (workspace_id, plugin_id, is_on)
       select w, p, true from unnest($1::uuid[]) w cross join unnest($2::text[]) p`,
      [ids, plugins],
    );
  });
  return ids;
}
