import { z } from 'zod';
import { inInstance, type UnitOfWork } from '../db/unit-of-work.ts';
import { parseInput } from '../parse-input.ts';
import type { Runtime } from '../runtime.ts';
import { Conflict } from '../sdk/index.ts';
import { hashPassword, newPassword } from './password.ts';
import type { Person } from './person.ts';
import { refuseOwnName } from './user-input.ts';

const passwordInput = z.object({ password: newPassword });

const set = `update users set password_hash = $2, updated_at = $3
  where id = $1 and password_hash is null returning id`;

/**
 * Gives an account its first password; one that is there is never overwritten.
 * @param prove uses up what shows that this may be done, in the same transaction @throws InvalidInput, Conflict
 */
export async function takeFirstPassword(
  runtime: Runtime,
  { id, email, name }: Person,
  input: unknown,
  prove: (unit: UnitOfWork) => Promise<void>,
): Promise<void> {
  const { password } = parseInput(passwordInput, input);
  refuseOwnName(password, email, name);
  const passwordHash = await hashPassword(password);
  await inInstance(runtime.database, async (unit) => {
    await prove(unit);
    const rows = await unit.run({ text: set, values: [id, passwordHash, runtime.now()] });
    if (rows.length === 0) throw new Conflict('This account has a password already. Sign in with it.');
  });
}
