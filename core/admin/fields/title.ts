import type { RecordJson } from '../../resources/shape/record-json.ts';
import type { Resource } from '../../sdk/index.ts';

/** What a record is called. */
export function titleOf(resource: Resource, record: RecordJson): string {
  const parts = resource.options.title.map((name) => record[name]);
  const words = parts.filter((part) => part !== null && part !== undefined && part !== '');
  return words.map(String).join(' ') || '—';
}
