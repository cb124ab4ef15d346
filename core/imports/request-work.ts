import { inWorkspace } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { Conflict, InvalidInput } from '../sdk/index.ts';
import { importsTopic } from './imports-topic.ts';
import { mappingProblems } from './mapping/check-mapping.ts';
import { mappingContext } from './mapping/mapping-context.ts';
import { rememberMapping } from './mapping/remembered-mapping.ts';
import { openImports } from './open-imports.ts';
import { changeImport, type ImportChange } from './record/change-import.ts';
import { loadImport } from './record/find-import.ts';
import type { ImportRecord, ImportState } from './record/import-record.ts';

/** Forget who worked on it last, so that any process may take it at once. */
const unclaimed: ImportChange = { lease_owner: null, lease_until: null, is_cancelling: false };

async function hand(
  runtime: Runtime,
  scope: Scope,
  id: string,
  from: readonly ImportState[],
  change: ImportChange,
): Promise<ImportRecord> {
  const workspaceId = scope.workspace.id;
  const changed = await inWorkspace(runtime.database, workspaceId, (unit) =>
    changeImport(unit, id, from, { ...unclaimed, ...change }),
  );
  await runtime.broadcast.tell(importsTopic, workspaceId);
  return changed;
}

/** Go through the whole file in the background without writing anything. @throws InvalidInput, Conflict */
export async function requestCheck(runtime: Runtime, scope: Scope, id: string): Promise<ImportRecord> {
  await ready(runtime, scope, id);
  return hand(runtime, scope, id, ['uploaded', 'checked'], { state: 'checking', check_result: null });
}

/** Write the rows in the background: from the first one, or after the last that was written. @throws InvalidInput, Conflict */
export async function requestRun(runtime: Runtime, scope: Scope, id: string): Promise<ImportRecord> {
  const record = await ready(runtime, scope, id);
  await inWorkspace(runtime.database, scope.workspace.id, (unit) =>
    rememberMapping(
      unit,
      record.resource,
      record.columns.map(({ name }) => name),
      record,
    ),
  );
  const started = record.startedAt ?? runtime.now().toISOString();
  const change = {
    state: 'running',
    reason: null,
    finished_at: null,
    started_at: started,
    actor: scope.actor,
  };
  return hand(runtime, scope, id, ['uploaded', 'checked', 'failed', 'cancelled'], change);
}

/** An import that may go on as it is mapped now. */
async function ready(runtime: Runtime, scope: Scope, id: string): Promise<ImportRecord> {
  const record = await loadImport(runtime, scope.workspace.id, id);
  const resource = openImports(runtime, scope, record.resource);
  if (record.undone) throw new Conflict('This import was taken back. Choose the file again.');
  const context = await mappingContext(runtime, scope, resource);
  const problems = mappingProblems(record.mapping, record.options, context);
  if (problems.length > 0) throw new InvalidInput(problems);
  return record;
}

/** Stop after the batch that is being written; what is written stays, and the rest can be continued. @throws Conflict */
export async function requestCancel(runtime: Runtime, scope: Scope, id: string): Promise<ImportRecord> {
  const workspaceId = scope.workspace.id;
  const record = await loadImport(runtime, workspaceId, id);
  openImports(runtime, scope, record.resource);
  return inWorkspace(runtime.database, workspaceId, (unit) =>
    changeImport(unit, id, ['checking', 'running'], { is_cancelling: true }),
  );
}

/** Take back in the background what was written, where nobody changed it since. @throws Conflict */
export async function requestUndo(runtime: Runtime, scope: Scope, id: string): Promise<ImportRecord> {
  const record = await loadImport(runtime, scope.workspace.id, id);
  openImports(runtime, scope, record.resource);
  if (record.undone) throw new Conflict('This import was taken back already.');
  return hand(runtime, scope, id, ['done', 'failed', 'cancelled'], { state: 'undoing', actor: scope.actor });
}
