import type { CsvInspection } from '../../csv/inspect-csv.ts';
import type { ImportOptions } from '../record/import-options.ts';
import type { ImportColumn } from '../record/import-record.ts';
import { missingTargets } from './check-mapping.ts';
import type { ColumnMapping } from './column-mapping.ts';
import { keyFields } from './key-fields.ts';
import type { MappingContext } from './mapping-context.ts';
import type { RememberedMapping } from './remembered-mapping.ts';
import { type Suggestion, suggestMapping } from './suggest-mapping.ts';

export interface FirstMapping {
  readonly columns: readonly ImportColumn[];
  readonly mapping: readonly ColumnMapping[];
  readonly options: ImportOptions;
}

const shownSamples = 3;
const longestSample = 200;

/** What a file is mapped to before anybody looked: as the last time, else as suggested. */
export function firstMapping(
  found: CsvInspection,
  context: MappingContext,
  remembered: RememberedMapping | null,
): FirstMapping {
  const sampled = found.columns.map((name, index) => ({ name, values: valuesOf(found, index) }));
  const terms = { ...context, hasNames: found.format.headerLine > 0 };
  const suggestions = suggestMapping(sampled, terms).map((one) => recall(one, context, remembered));
  const mapping = suggestions.map((one) => one.mapping);
  const columns = sampled.map(({ name, values }, index) => ({
    name,
    samples: values.slice(0, shownSamples).map((value) => value.slice(0, longestSample)),
    because: suggestions[index]?.because ?? null,
  }));
  return { columns, mapping, options: remembered?.options ?? defaultOptions(mapping, context) };
}

function valuesOf({ sample }: CsvInspection, index: number): string[] {
  return sample.map(({ cells }) => cells[index] ?? '').filter((value) => value.trim() !== '');
}

/** What was chosen once holds, as far as the fields still exist; dates and numbers are judged anew. */
function recall(
  suggestion: Suggestion,
  { targets }: MappingContext,
  remembered: RememberedMapping | null,
): Suggestion {
  const known = remembered?.mapping.find(({ column }) => column === suggestion.mapping.column);
  const exists = known && (known.field === null || targets.some(({ name }) => name === known.field));
  if (!exists) return suggestion;
  const { field, otherwise } = known;
  return {
    mapping: { ...suggestion.mapping, field, otherwise },
    because: field === null ? null : 'remembered',
  };
}

/** What the columns allow: updates need a key, creations need what must be filled. */
function defaultOptions(mapping: readonly ColumnMapping[], context: MappingContext): ImportOptions {
  const { resource, modes } = context;
  const mapped = new Set(mapping.map(({ field }) => field));
  const key = keyFields(resource).find((field) => mapped.has(field)) ?? null;
  const canCreate = missingTargets(mapping, context).length === 0;
  const keyed = modes.filter((mode) => mode === 'create' || key !== null);
  const fitting = keyed.filter((mode) => mode === 'update' || canCreate);
  return { mode: fitting[0] ?? keyed[0] ?? modes[0] ?? 'create', key, clearEmpty: false };
}
