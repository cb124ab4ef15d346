import type { Database } from '../db/database.ts';
import { readInstance } from '../db/read-instance.ts';

/** Somebody with an account on this instance. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly locale: string;
  readonly timezone: string;
  readonly isInstanceAdmin: boolean;
}

const columns = 'id, email, name, locale, timezone, is_instance_admin as "isInstanceAdmin"';

export async function loadPerson(database: Database, id: string): Promise<Person | null> {
  const statement = { text: `select ${columns} from users where id = $1`, values: [id] };
  return (await readInstance<Person>(database, statement))[0] ?? null;
}

export async function findPersonByEmail(database: Database, email: string): Promise<Person | null> {
  const statement = { text: `select ${columns} from users where email = $1`, values: [email] };
  return (await readInstance<Person>(database, statement))[0] ?? null;
}
