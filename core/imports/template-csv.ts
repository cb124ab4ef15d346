import { writeRow } from '../csv/write-row.ts';
import { customFieldsOf } from '../custom-fields/custom-fields-of.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import type { Resource } from '../sdk/index.ts';
import { importTargets } from './mapping/import-target.ts';

/** A file with nothing but the columns an import knows, for people who start from a blank sheet. */
export async function* templateCsv(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
): AsyncGenerator<string> {
  const customFields = await customFieldsOf(runtime, scope.workspace.id, resource.id);
  const targets = importTargets(resource, customFields).filter(({ group }) => group !== 'special');
  yield `\uFEFF${writeRow(targets.map(({ label }) => label))}`;
}
