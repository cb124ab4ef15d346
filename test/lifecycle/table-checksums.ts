import { withClient } from '../../core/db/roles/with-client.ts';

/** Rows and checksum of every table whose name the pattern takes, read as a superuser would. */
export function tableChecksums(adminUrl: string, pattern = '%'): Promise<Record<string, string>> {
  return withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' and tablename like $1 order by 1`,
      [pattern],
    );
    const sums: Record<string, string> = {};
    for (const { name } of rows) {
      const sum = `select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as sum
        from ${client.escapeIdentifier(name)} t`;
      const { rows: found } = await client.query<{ sum: string }>(sum);
      sums[name] = found[0]?.sum ?? '';
    }
    return sums;
  });
}
