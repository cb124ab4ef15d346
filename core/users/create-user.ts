import { v7 as newId } from 'uuid';
import type { UnitOfWork } from '../db/unit-of-work.ts';
import { InvalidInput } from '../sdk/index.ts';
import type { Person } from './person.ts';

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly locale: string;
  readonly timezone: string;
  readonly isInstanceAdmin: boolean;
}

/** @throws InvalidInput when somebody has this address already */
export async function createUser(unit: UnitOfWork, user: NewUser): Promise<Person> {
  const { passwordHash, ...person } = user;
  const created = { id: newId(), ...person };
  const rows = await unit.run({
    text: `insert into users (id, email, name, password_hash, locale, timezone, is_instance_admin)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict (email) do nothing returning id`,
    values: [
      created.id,
      user.email,
      user.name,
      passwordHash,
      user.locale,
      user.timezone,
      user.isInstanceAdmin,
    ],
  });
  if (rows.length === 0) {
    throw new InvalidInput([{ path: ['email'], message: 'There is an account with this address already.' }]);
  }
  return created;
}
