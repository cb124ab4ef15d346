import type { Statement } from '../../db/statement.ts';
import type { Runtime } from '../../runtime.ts';
import { InvalidInput, type Resource } from '../../sdk/index.ts';
import { tableOf } from '../shape/columns.ts';
import type { FieldChange } from './input-schema.ts';

/**
 * A question for the references of a change that lie in the trash: foreign keys see those as there.
 * Null when the change holds no reference. Each row names a field.
 */
export function removedReferences(
  runtime: Runtime,
  resource: Resource,
  workspaceId: string,
  values: FieldChange,
): Statement | null {
  const parameters: unknown[] = [workspaceId];
  const questions: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    const target = referenceTarget(runtime, resource, name);
    if (!target || typeof value !== 'string') continue;
    parameters.push(name, value);
    const [field, id] = [`$${parameters.length - 1}::text`, `$${parameters.length}::uuid`];
    questions.push(
      `select ${field} as field from ${tableOf(target)} where workspace_id = $1 and id = ${id} and removed_at is not null`,
    );
  }
  return questions.length > 0 ? { text: questions.join(' union all '), values: parameters } : null;
}

function referenceTarget(runtime: Runtime, resource: Resource, name: string): Resource | undefined {
  const field = resource.fields[name];
  return field?.kind === 'reference' ? runtime.registry.resources.get(field.target?.().id ?? '') : undefined;
}

/** @throws InvalidInput when there are any */
export function refuseRemoved(fields: readonly string[]): void {
  if (fields.length === 0) return;
  throw new InvalidInput(
    fields.map((field) => ({ path: [field], message: 'This record is in the trash. Choose another one.' })),
  );
}
