import { peopleTopic } from '../access/topics.ts';
import { inInstance } from '../db/unit-of-work.ts';
import { parseInput } from '../parse-input.ts';
import type { Runtime } from '../runtime.ts';
import type { Person } from './person.ts';
import { profileInput } from './user-input.ts';

/** Their own name, language and time zone. @throws InvalidInput */
export async function changeProfile(runtime: Runtime, person: Person, input: unknown): Promise<void> {
  const { name, locale, timezone } = parseInput(profileInput, input);
  await inInstance(runtime.database, (unit) =>
    unit.run({
      text: 'update users set name = $2, locale = $3, timezone = $4, updated_at = $5 where id = $1',
      values: [person.id, name, locale, timezone, runtime.now()],
    }),
  );
  await runtime.broadcast.tell(peopleTopic, person.id);
}
