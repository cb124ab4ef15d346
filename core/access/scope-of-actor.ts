import { inWorkspace } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { type Actor, NotAllowed } from '../sdk/index.ts';
import { accessMemory } from './access-memory.ts';
import { type Caller, scopeWith } from './caller.ts';
import type { KeyStanding } from './load-key-standing.ts';
import { isOver } from './scope-of-key.ts';
import { membershipsOf, scopeOfMembership } from './scope-of-person.ts';

type Somebody = Exclude<Actor, { kind: 'system' }>;

/**
 * For work that goes on after the request: what the one who asked for it may do now.
 * @throws NotAllowed when they are no member any more, or the key is revoked or expired
 */
export async function scopeOfActor(
  runtime: Runtime,
  workspaceId: string,
  actor: Somebody,
  caller: Caller,
): Promise<Scope> {
  const scope =
    actor.kind === 'user'
      ? await scopeOfUser(runtime, workspaceId, actor, caller)
      : await scopeOfKeyId(runtime, workspaceId, actor.keyId, caller);
  if (!scope) throw new NotAllowed(`${actor.name} may no longer work in this workspace.`);
  return scope;
}

async function scopeOfUser(
  runtime: Runtime,
  workspaceId: string,
  { userId, name }: Somebody,
  caller: Caller,
): Promise<Scope | null> {
  const all = await membershipsOf(runtime, userId);
  const membership = all.find(({ workspace }) => workspace.id === workspaceId);
  return membership ? scopeOfMembership(runtime, { id: userId, name }, membership, caller) : null;
}

async function scopeOfKeyId(
  runtime: Runtime,
  workspaceId: string,
  keyId: string,
  caller: Caller,
): Promise<Scope | null> {
  const standing = await standingOfKeyId(runtime, workspaceId, keyId);
  return standing && !isOver(runtime, standing) ? scopeWith(standing, caller) : null;
}

async function standingOfKeyId(
  runtime: Runtime,
  workspaceId: string,
  keyId: string,
): Promise<KeyStanding | null> {
  const [row] = await inWorkspace(runtime.database, workspaceId, (unit) =>
    unit.run<{ hash: string }>({
      text: 'select secret_hash as hash from api_keys where workspace_id = $1 and id = $2',
      values: [workspaceId, keyId],
    }),
  );
  return row ? accessMemory(runtime).keys.get(row.hash) : null;
}
