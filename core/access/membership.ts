import type { Database } from '../db/database.ts';
import { readInstance } from '../db/read-instance.ts';
import type { BuiltInRole, Workspace } from '../sdk/index.ts';

/** Somebody's place in a workspace. */
export interface Membership {
  readonly workspace: Workspace;
  readonly role: BuiltInRole;
}

interface MembershipRow extends Workspace {
  readonly role: BuiltInRole;
}

/** Where a person belongs, by the workspaces' names; suspended and ended memberships are none. */
export async function loadMemberships(database: Database, userId: string): Promise<readonly Membership[]> {
  const text = 'select id, slug, name, currency, timezone, locale, role from memberships_of($1)';
  const rows = await readInstance<MembershipRow>(database, { text, values: [userId] });
  return rows.map(({ role, ...workspace }) => ({ workspace, role }));
}
