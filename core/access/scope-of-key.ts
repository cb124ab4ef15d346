import { hashOfToken, isToken } from '../api-keys/key-token.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { NotAuthenticated } from '../sdk/index.ts';
import { accessMemory } from './access-memory.ts';
import { type Caller, scopeWith } from './caller.ts';
import type { KeyStanding } from './load-key-standing.ts';

/**
 * What an API key may do: its own scopes, as far as its maker still holds them.
 * @throws NotAuthenticated when it is unknown, expired or revoked, or its maker is no member any more
 */
export async function scopeOfKey(runtime: Runtime, token: string, caller: Caller): Promise<Scope> {
  return scopeWith(await standingOfKey(runtime, token), caller);
}

export async function standingOfKey(runtime: Runtime, token: string): Promise<KeyStanding> {
  const standing = isToken(token) ? await accessMemory(runtime).keys.get(hashOfToken(token)) : null;
  if (!standing || isOver(runtime, standing)) {
    throw new NotAuthenticated('This API key is unknown, expired or revoked.');
  }
  return standing;
}

/** Its day may have passed since it was looked up. */
export function isOver(runtime: Runtime, { expiresAt }: KeyStanding): boolean {
  return expiresAt !== null && expiresAt <= runtime.now().getTime();
}
