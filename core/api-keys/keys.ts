import { authorise } from '../access/policy.ts';
import { apiKeysTopic } from '../access/topics.ts';
import { viewerOf } from '../context/viewer-of.ts';
import { inWorkspace } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { NotFound } from '../sdk/index.ts';

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly madeBy: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
}

/** The keys that are not revoked, newest first. @throws NotAllowed */
export async function listKeys(runtime: Runtime, scope: Scope): Promise<readonly ApiKey[]> {
  authorise(viewerOf(runtime, scope), 'workspace:manage-api-keys');
  return inWorkspace(runtime.database, scope.workspace.id, (unit) =>
    unit.run<ApiKey>({
      text: `select k.id, k.name, k.prefix, k.scopes, p.name as "madeBy", k.created_at as "createdAt",
          k.expires_at as "expiresAt", k.last_used_at as "lastUsedAt"
        from api_keys k left join workspace_people() p on p.id = k.user_id
        where k.workspace_id = $1 and k.removed_at is null order by k.created_at desc, k.id desc`,
      values: [scope.workspace.id],
    }),
  );
}

/** It stops working at once, in every process. @throws NotAllowed, NotFound */
export async function revokeKey(runtime: Runtime, scope: Scope, id: string): Promise<void> {
  authorise(viewerOf(runtime, scope), 'workspace:manage-api-keys');
  const rows = await inWorkspace(runtime.database, scope.workspace.id, (unit) =>
    unit.run({
      text: `update api_keys set removed_at = $3, updated_at = $3, version = version + 1
        where workspace_id = $1 and id::text = $2 and removed_at is null returning id`,
      values: [scope.workspace.id, id, runtime.now()],
    }),
  );
  if (rows.length === 0) throw new NotFound('There is no such key, or it was revoked already.');
  await runtime.broadcast.tell(apiKeysTopic, id);
}
