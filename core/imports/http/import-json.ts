import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { mappingContext } from '../mapping/mapping-context.ts';
import { openImports } from '../open-imports.ts';
import type { ImportRecord } from '../record/import-record.ts';
import { progressOf } from './import-progress.ts';

/** An import as the API shows it. */
export function importJson(record: ImportRecord): Record<string, unknown> {
  const { id, resource, state, format, options, check, counts, reason, undone, isCancelling } = record;
  const { createdAt, startedAt, finishedAt } = record;
  return {
    ...{ id, resource, state, isCancelling, reason },
    file: { name: record.file.name, bytes: record.file.bytes, rows: record.file.rows },
    format,
    columns: record.mapping.map((mapping, index) => ({ ...mapping, ...columnJson(record, index) })),
    options,
    check,
    progress: progressOf(record),
    counts,
    undone,
    ...{ createdAt, startedAt, finishedAt },
  };
}

function columnJson({ columns }: ImportRecord, index: number) {
  const { samples = [], because = null } = columns[index] ?? {};
  return { samples, because };
}

/** The same with what its columns may fill. */
export async function importDetailJson(runtime: Runtime, scope: Scope, record: ImportRecord) {
  const resource = openImports(runtime, scope, record.resource);
  const { targets, modes } = await mappingContext(runtime, scope, resource);
  const fields = targets.map(({ name, label, required, field }) => ({
    name,
    label,
    kind: field.kind,
    required,
  }));
  return { ...importJson(record), fields, modes };
}
