import { z } from 'zod';
import { inInstance } from '../db/unit-of-work.ts';
import { parseInput } from '../parse-input.ts';
import type { Runtime } from '../runtime.ts';
import { endSessionsOf } from '../sessions/end-sessions.ts';
import { hashPassword, newPassword } from './password.ts';
import type { Person } from './person.ts';
import { refuseOwnName } from './user-input.ts';

const passwordInput = z.object({ password: newPassword });

/** A new password ends every session there is; the current one must be started anew. @throws InvalidInput */
export async function changePassword(runtime: Runtime, person: Person, input: unknown): Promise<void> {
  const { password } = parseInput(passwordInput, input);
  refuseOwnName(password, person.email, person.name);
  const passwordHash = await hashPassword(password);
  await inInstance(runtime.database, (unit) =>
    unit.run({
      text: 'update users set password_hash = $2, updated_at = $3 where id = $1',
      values: [person.id, passwordHash, runtime.now()],
    }),
  );
  await endSessionsOf(runtime, person.id);
}
