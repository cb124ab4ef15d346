import { InvalidInput, type Resource } from '../../sdk/index.ts';
import type { RecordJson } from '../shape/record-json.ts';
import type { FieldChange, WriteKind } from './input-schema.ts';

/** The rules over several fields, on the record as it would become. @throws InvalidInput */
export function checkRules(resource: Resource, values: FieldChange, before: RecordJson | null): void {
  const found = resource.options.check?.({ ...before, ...values }) ?? [];
  if (found.length === 0) return;
  throw new InvalidInput(found.map(({ field, message }) => ({ path: [field], message })));
}

/** Can this write be one statement, with no look at the record before? */
export function isOneStatement(resource: Resource, kind: WriteKind, values: FieldChange): boolean {
  const { access, check, checkOn, prepare } = resource.options;
  if (prepare || typeof access[kind] !== 'string') return false;
  if (kind === 'create' || !check) return true;
  return checkOn !== undefined && !checkOn.some((name) => name in values);
}
