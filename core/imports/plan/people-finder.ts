import type { UnitOfWork } from '../../db/unit-of-work.ts';
import { plainWords } from '../values/plain-words.ts';

interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export type FindPerson = (text: string) => string | null;

/** Finds members by e-mail address, or by a name that only one of them bears. */
export async function peopleFinder(unit: UnitOfWork): Promise<FindPerson> {
  const text = "select id, name, email from workspace_people() where state = 'active'";
  const people = await unit.run<PersonRow>({ text, values: [] });
  const byEmail = new Map(people.map(({ id, email }) => [email, id]));
  const byName = new Map<string, string | null>();
  for (const { id, name } of people) byName.set(plainWords(name), byName.has(plainWords(name)) ? null : id);
  return (given) => byEmail.get(given.trim().toLowerCase()) ?? byName.get(plainWords(given)) ?? null;
}
