import { Conflict } from '../../sdk/index.ts';
import type { RecordJson } from '../shape/record-json.ts';
import type { CheckedInput } from './input-schema.ts';

/** Names what differs, so that a form can show both values. */
export function staleVersion(current: RecordJson, { values }: Pick<CheckedInput, 'values'>): Conflict {
  const fields = Object.keys(values).filter(
    (name) => JSON.stringify(values[name]) !== JSON.stringify(current[name]),
  );
  return new Conflict('Somebody else changed this meanwhile. Look at their values, then save again.', {
    currentVersion: current.version,
    fields,
    current: Object.fromEntries(fields.map((name) => [name, current[name]])),
  });
}
