import { membershipsTopic } from '../access/topics.ts';
import { inInstance } from '../db/unit-of-work.ts';
import { defaultPlugins, enableDefaults } from '../modules/enable-defaults.ts';
import { parseInput } from '../parse-input.ts';
import type { Runtime } from '../runtime.ts';
import { NotAllowed, type Workspace } from '../sdk/index.ts';
import { isInstanceAdmin } from '../users/is-instance-admin.ts';
import type { Person } from '../users/person.ts';
import { foundWorkspace } from './found-workspace.ts';
import { workspaceInput } from './workspace-input.ts';

/** Another workspace on this instance, owned by who makes it. @throws NotAllowed, InvalidInput */
export async function createWorkspace(
  runtime: Runtime,
  person: Person,
  input: unknown,
  modules: readonly string[] = defaultPlugins(runtime),
): Promise<Workspace> {
  if (!isInstanceAdmin(person)) {
    throw new NotAllowed('Only the admin of this instance makes workspaces. Ask for an invitation.');
  }
  const checked = parseInput(workspaceInput, input);
  const workspace = await inInstance(runtime.database, (unit) => foundWorkspace(unit, checked, person.id));
  await runtime.broadcast.tell(membershipsTopic, person.id);
  await enableDefaults(runtime, workspace, modules);
  return workspace;
}
