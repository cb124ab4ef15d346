import { authorise } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { inWorkspace } from '../../db/unit-of-work.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { BuiltInRole } from '../../sdk/index.ts';

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: BuiltInRole;
  readonly state: 'active' | 'suspended';
}

/** Who is in the workspace, by name. @throws NotAllowed */
export async function listMembers(runtime: Runtime, scope: Scope): Promise<readonly Member[]> {
  authorise(viewerOf(runtime, scope), 'workspace:see-members');
  return inWorkspace(runtime.database, scope.workspace.id, (unit) =>
    unit.run<Member>({
      text: `select id, name, email, role, state from workspace_people() where state <> 'removed'
        order by lower(name), id`,
      values: [],
    }),
  );
}
