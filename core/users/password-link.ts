import { readInstance } from '../db/read-instance.ts';
import type { Statement } from '../db/statement.ts';
import type { Runtime } from '../runtime.ts';
import { NotFound } from '../sdk/index.ts';
import { takeFirstPassword } from './first-password.ts';
import { hashOfLink, newLinkToken } from './link-token.ts';
import type { Person } from './person.ts';

const write = `
  insert into password_links (user_id, token_hash, expires_at) values ($1, $2, now() + interval '7 days')
  on conflict (user_id) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at`;

/** By such a link somebody whose account has no password sets one, once, within a week. */
export function newPasswordLink(personId: string): { readonly token: string; readonly statement: Statement } {
  const { token, hash } = newLinkToken();
  return { token, statement: { text: write, values: [personId, hash] } };
}

const gone = () =>
  new NotFound('This link was used, replaced, or is older than a week. Ask whoever runs this instance.');

const find = `
  select u.id, u.email, u.name, u.locale, u.timezone, u.is_instance_admin as "isInstanceAdmin"
  from password_links l join users u on u.id = l.user_id
  where l.token_hash = $1 and l.expires_at > now() and u.password_hash is null`;

/** Whom a link was made for. @throws NotFound */
export async function personOfPasswordLink(
  { database }: Pick<Runtime, 'database'>,
  token: string,
): Promise<Person> {
  const hash = hashOfLink(token);
  const [person] = hash ? await readInstance<Person>(database, { text: find, values: [hash] }) : [];
  if (!person) throw gone();
  return person;
}

/** The link is used up, and its person has a password. @throws NotFound, InvalidInput */
export async function usePasswordLink(runtime: Runtime, token: string, input: unknown): Promise<Person> {
  const person = await personOfPasswordLink(runtime, token);
  await takeFirstPassword(runtime, person, input, async (unit) => {
    const text = 'delete from password_links where token_hash = $1 and expires_at > now() returning user_id';
    const used = await unit.run({ text, values: [hashOfLink(token)] });
    if (used.length === 0) throw gone();
  });
  return person;
}
