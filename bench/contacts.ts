import type pg from 'pg';
import type { Sample } from './scenarios.ts';

/** Names of three syllables out of thirty: a part of one occurs in a few dozen others, as in life. */
const insert = `
  with parts as (select
    string_to_array('an ber cor dal el fen gar hol is jan kel lor mar nor ol pet quin ros son tor ul van wil xen yor zel ba ri mo ne', ' ') as s,
    string_to_array('Ada Ben Clara David Eva Finn Grace Hugo Iris Jan Kim Leo Mia Noor Otto Pia', ' ') as f)
  insert into crm_contacts
    (workspace_id, id, created_at, updated_at, first_name, last_name, email, phone, job_title, status, source, city, country, tags)
  select $1, uuidv7(-n * interval '37 seconds'), now() - n * interval '37 seconds', now() - n * interval '37 seconds',
    f[1 + n % 16],
    initcap(s[1 + (hashint4(n) & 1023) % 30] || s[1 + (hashint4(n + 7) & 1023) % 30] || s[1 + (hashint4(n + 13) & 1023) % 30]),
    'contact' || n || '@example.org', '+31 20 ' || (1000000 + n), 'Buyer',
    (array['lead', 'active', 'inactive'])[1 + n % 3], 'import', 'Utrecht', 'NL', array['seeded']
  from generate_series(1, $2::int) n, parts`;

/** Many contacts at once, a new one every 37 seconds up to now. */
export async function seedContacts(client: pg.Client, workspaceId: string, count: number): Promise<void> {
  await client.query(insert, [workspaceId, count]);
}

/** Statistics and visibility as they are on a table that has been there for a while. */
export async function settle(client: pg.Client): Promise<void> {
  await client.query('vacuum (freeze, analyze) crm_contacts');
  await client.query('checkpoint');
}

export async function takeSample(client: pg.Client, workspaceId: string): Promise<Sample> {
  const rows = await client.query<{ id: string; word: string }>(
    `select id, lower(substring(last_name from 2 for 5)) as word from crm_contacts
     where workspace_id = $1 order by md5(id::text) limit 5000`,
    [workspaceId],
  );
  const words = new Set(rows.rows.map((row) => row.word).filter((word) => word.length === 5));
  return { ids: rows.rows.map((row) => row.id), words: [...words].slice(0, 200) };
}
