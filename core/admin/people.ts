import { inWorkspace } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';

export interface WorkspacePerson {
  readonly id: string;
  readonly name: string;
}

/** Who may own or be given records here: the active members, by name. */
export function workspacePeople(runtime: Runtime, scope: Scope): Promise<WorkspacePerson[]> {
  const text = "select id, name from workspace_people() where state = 'active' order by name, id";
  return inWorkspace(runtime.database, scope.workspace.id, (unit) =>
    unit.run<WorkspacePerson>({ text, values: [] }),
  );
}
