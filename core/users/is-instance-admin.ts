import type { Person } from './person.ts';

/** Does this person run the whole instance? The one place that reads the mark: whoever owns a workspace does not. */
export function isInstanceAdmin(person: Person | null | undefined): person is Person {
  return person?.isInstanceAdmin === true;
}
