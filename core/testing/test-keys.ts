import { v7 as newId } from 'uuid';
import { grantsOfRole } from '../access/grants-of-role.ts';
import { newToken } from '../api-keys/key-token.ts';
import { inWorkspace } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';
import type { BuiltInRole } from '../sdk/index.ts';
import { type TestWorkspace, testRoleNames } from './test-people.ts';

/** An API key per role, with all that the role may do. */
export async function makeTestKeys(
  { database, registry }: Runtime,
  workspace: TestWorkspace,
): Promise<Record<BuiltInRole, string>> {
  const made = testRoleNames.map((role) => ({ role, ...newToken() }));
  const rows = made.map(({ role, prefix, hash }) => ({
    workspace_id: workspace.id,
    id: newId(),
    name: `Key of ${role}`,
    prefix,
    secret_hash: hash,
    user_id: workspace.people[role].id,
    scopes: [...grantsOfRole(registry, role)],
  }));
  await inWorkspace(database, workspace.id, (unit) => unit.from('api_keys').insert(rows));
  return Object.fromEntries(made.map(({ role, token }) => [role, token])) as Record<BuiltInRole, string>;
}
