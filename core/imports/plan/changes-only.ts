import type { RecordJson } from '../../resources/shape/record-json.ts';
import type { Change } from '../../resources/write/write-record.ts';
import type { Resource } from '../../sdk/index.ts';

/** What of a change is new to the record; null when nothing is. */
export function changesOnly(
  resource: Resource,
  { values, custom }: Change,
  before: RecordJson,
): Change | null {
  const own = Object.entries(values).filter(
    ([name, value]) => !isSame(resource.fields[name]?.kind, value, before[name]),
  );
  const added = Object.entries(custom ?? {}).filter(
    ([key, value]) => !isSame(undefined, value, before.custom[key]),
  );
  if (own.length + added.length === 0) return null;
  return {
    values: Object.fromEntries(own),
    custom: added.length > 0 ? Object.fromEntries(added) : undefined,
  };
}

function isSame(kind: string | undefined, value: unknown, before: unknown): boolean {
  if (kind === 'instant' && typeof value === 'string' && typeof before === 'string') {
    return Date.parse(value) === Date.parse(before);
  }
  return JSON.stringify(value ?? null) === JSON.stringify(before ?? null);
}
