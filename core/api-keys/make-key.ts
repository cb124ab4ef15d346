import { v7 as newId } from 'uuid';
import { z } from 'zod';
import { authorise } from '../access/policy.ts';
import { viewerOf } from '../context/viewer-of.ts';
import { inWorkspace } from '../db/unit-of-work.ts';
import { parseInput } from '../parse-input.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { InvalidInput, NotAllowed, text } from '../sdk/index.ts';
import { newToken } from './key-token.ts';

const day = 24 * 60 * 60 * 1000;

/** Lifetimes on offer, in days; null is for ever. */
export const lifetimes = [30, 90, 365, null] as const;

export const keyInput = z.object({
  name: text({ required: true, max: 100 }).schema,
  scopes: z
    .array(z.string(), 'Choose what the key may do.')
    .min(1, 'Choose at least one thing the key may do.')
    .transform((scopes) => [...new Set(scopes)]),
  expiresInDays: z
    .number('Choose how long the key works.')
    .refine((days) => lifetimes.some((one) => one === days), 'Choose how long the key works.')
    .nullable(),
});

export interface MadeKey {
  readonly id: string;
  readonly name: string;
  /** Shown once, never stored. */
  readonly token: string;
}

/** A key that may do some of what its maker may. @throws NotAllowed, InvalidInput */
export async function makeKey(runtime: Runtime, scope: Scope, input: unknown): Promise<MadeKey> {
  authorise(viewerOf(runtime, scope), 'workspace:manage-api-keys');
  const { name, scopes, expiresInDays } = parseInput(keyInput, input);
  refuseMoreThanOwn(scope, scopes);
  const maker = scope.actor.userId;
  if (!maker) throw new NotAllowed('A key needs a person who answers for it.');
  const id = newId();
  const { token, prefix, hash } = newToken();
  const now = runtime.now();
  const expiresAt = expiresInDays === null ? null : new Date(now.getTime() + expiresInDays * day);
  await inWorkspace(runtime.database, scope.workspace.id, (unit) =>
    unit.run({
      text: `insert into api_keys
        (workspace_id, id, name, prefix, secret_hash, user_id, scopes, expires_at, created_at, updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`,
      values: [scope.workspace.id, id, name, prefix, hash, maker, scopes, expiresAt, now],
    }),
  );
  return { id, name, token };
}

function refuseMoreThanOwn(scope: Scope, scopes: readonly string[]): void {
  const beyond = scopes.filter((one) => !scope.grants.has(one));
  if (beyond.length === 0) return;
  const message = `You cannot give what you do not have: ${beyond.join(', ')}.`;
  throw new InvalidInput([{ path: ['scopes'], message }]);
}
