import type pg from 'pg';
import { newPasswordLink } from '../../users/password-link.ts';
import type { ArchivedPerson } from './workspace-facts.ts';

export interface MatchedPeople {
  /** Who has another id here than in the archive. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Who had no account here and has one now, without a password. */
  readonly added: readonly AddedPerson[];
}

export interface AddedPerson {
  readonly email: string;
  /** For the link by which they set their password. */
  readonly token: string;
}

/**
 * The people of an archive as they are known here: by their id where the archive comes from this very instance, else by
 * their e-mail address; whoever is not known gets an account. Outside any workspace, in the transaction that imports.
 */
export async function matchPeople(
  client: pg.Client,
  people: readonly ArchivedPerson[],
): Promise<MatchedPeople> {
  const values = [people.map(({ id }) => id), people.map(({ email }) => email)];
  const { rows } = await client.query<{ id: string; email: string }>(
    'select id, email from users where id = any($1::uuid[]) or email = any($2::text[])',
    values,
  );
  const [ids, byEmail] = [
    new Set(rows.map(({ id }) => id)),
    new Map(rows.map(({ email, id }) => [email, id])),
  ];
  const renamed = new Map<string, string>();
  const strangers: ArchivedPerson[] = [];
  for (const person of people) {
    if (ids.has(person.id)) continue;
    const known = byEmail.get(person.email);
    if (known !== undefined) renamed.set(person.id, known);
    else strangers.push(person);
  }
  const added: AddedPerson[] = [];
  for (const person of strangers) added.push(await addPerson(client, person));
  return { renamed, added };
}

async function addPerson(
  client: pg.Client,
  { id, email, name, locale, timezone }: ArchivedPerson,
): Promise<AddedPerson> {
  await client.query('insert into users (id, email, name, locale, timezone) values ($1, $2, $3, $4, $5)', [
    ...[id, email, name, locale, timezone],
  ]);
  const { token, statement } = newPasswordLink(id);
  await client.query(statement.text, [...statement.values]);
  return { email, token };
}
