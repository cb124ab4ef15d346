import { readLogin, withLogin } from '../../core/db/roles/role-names.ts';
import { withClient } from '../../core/db/roles/with-client.ts';
import type { TestApp } from '../../core/testing/boot-test-app.ts';
import { testClusterUrl } from '../../core/testing/cluster.ts';

/** A checksum of every table as the superuser sees it, so that what must change nothing can be held to it. */
export async function tableSums(
  { ownerUrl }: TestApp,
  except: readonly string[],
): Promise<Record<string, string>> {
  const cluster = await testClusterUrl();
  const url = withLogin(cluster, { ...readLogin(cluster), database: readLogin(ownerUrl).database });
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1",
    );
    const sums: Record<string, string> = {};
    for (const { name } of rows.filter((row) => !except.includes(row.name))) {
      const { rows: found } = await client.query<{ sum: string }>(
        `select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as sum from "${name}" t`,
      );
      sums[name] = found[0]?.sum ?? '';
    }
    return sums;
  });
}
