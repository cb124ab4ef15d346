import { runOnce } from '../../db/run-once.ts';
import type { Statement } from '../../db/statement.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';
import { databaseProblem } from '../database-problem.ts';
import type { FieldChange } from './input-schema.ts';
import { refuseRemoved, removedReferences } from './live-references.ts';

/** References into the trash are refused before the one statement; without references this asks nothing. */
export async function checkReferencesOnce(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  values: FieldChange,
): Promise<void> {
  const question = removedReferences(runtime, resource, scope.workspace.id, values);
  if (!question) return;
  const rows = await runOnce(runtime.database, scope.workspace.id, question);
  refuseRemoved(rows.map(([field]) => field ?? ''));
}

/** A write that is one statement: change, event and answer in a single round trip. Null when no record matched. */
export async function writeOnce(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  statement: Statement,
): Promise<string | null> {
  try {
    const [row] = await runOnce(runtime.database, scope.workspace.id, statement);
    if (!row) return null;
    runtime.commits.raise();
    return row[0] ?? null;
  } catch (error) {
    throw databaseProblem(resource, error) ?? error;
  }
}
