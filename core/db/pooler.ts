import type pg from 'pg';

/** The same login and database, by way of a pooler. */
export function pooledUrl(url: string, pooler: string | undefined): string {
  if (pooler === undefined) return url;
  const changed = new URL(url);
  // Where the direct way is a socket, it is named in the parameters.
  changed.searchParams.delete('host');
  changed.host = pooler;
  return changed.href;
}

const wanted: Readonly<Record<string, string>> = {
  TimeZone: 'UTC',
  statement_timeout: '15s',
  lock_timeout: '5s',
  idle_in_transaction_session_timeout: '1min',
};

/** The line for the pooler's configuration that makes its connections like our own. */
export const poolerConnectQuery = Object.entries(wanted)
  .map(([name, value]) => `set ${name.toLowerCase()} = '${value}'`)
  .join('; ');

/** @throws Error when the pooler's connections lack what every connection of ours has */
export async function checkPooler(pool: pg.Pool, pooler: string): Promise<void> {
  const names = Object.keys(wanted);
  const { rows } = await pool.query<{ value: string }>(
    'select current_setting(name) as value from unnest($1::text[]) with ordinality as asked(name, place) order by place',
    [names],
  );
  const wrong = names.filter((name, place) => rows[place]?.value !== wanted[name]);
  if (wrong.length === 0) return;
  throw new Error(
    `The connections of the pooler ${pooler} lack ${wrong.join(', ')}. ` +
      `Give its database this in pgbouncer.ini: connect_query='${poolerConnectQuery.replaceAll("'", "''")}'`,
  );
}
