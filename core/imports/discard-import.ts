import { inWorkspace } from '../db/unit-of-work.ts';
import { filesOf } from '../ports/files/files-of.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { Conflict } from '../sdk/index.ts';
import { openImports } from './open-imports.ts';
import { loadImport } from './record/find-import.ts';

/** Forget an import with its file and its failed rows; the records it wrote stay. @throws Conflict while it is at work */
export async function discardImport(runtime: Runtime, scope: Scope, id: string): Promise<void> {
  const workspaceId = scope.workspace.id;
  const record = await loadImport(runtime, workspaceId, id);
  openImports(runtime, scope, record.resource);
  const text =
    "delete from imports where workspace_id = $1 and id = $2 and state not in ('checking', 'running', 'undoing') returning id";
  const gone = await inWorkspace(runtime.database, workspaceId, (unit) =>
    unit.run({ text, values: [workspaceId, id] }),
  );
  if (gone.length === 0) throw new Conflict('This import is at work. Cancel it first.');
  if (record.file.key) await filesOf(runtime).remove(workspaceId, record.file.key);
}
