import { z } from 'zod';
import { inWorkspace } from '../db/unit-of-work.ts';
import { parseInput } from '../parse-input.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { InvalidInput } from '../sdk/index.ts';
import { mappingProblems } from './mapping/check-mapping.ts';
import { columnMapping } from './mapping/column-mapping.ts';
import { mappingContext } from './mapping/mapping-context.ts';
import { openImports } from './open-imports.ts';
import { changeImport } from './record/change-import.ts';
import { loadImport } from './record/find-import.ts';
import { importOptions } from './record/import-options.ts';
import type { ImportRecord } from './record/import-record.ts';

/** What changes about single columns, by their name; what is left out stays as it is. */
export const mappingInput = z.strictObject({
  columns: z
    .array(columnMapping.partial().required({ column: true }))
    .max(2_000)
    .optional(),
  options: importOptions.partial().optional(),
});

export type MappingInput = z.infer<typeof mappingInput>;

/** Say what the columns fill and what the import may do. @throws InvalidInput naming each control, Conflict */
export async function changeMapping(
  runtime: Runtime,
  scope: Scope,
  id: string,
  input: unknown,
): Promise<ImportRecord> {
  const workspaceId = scope.workspace.id;
  const record = await loadImport(runtime, workspaceId, id);
  const resource = openImports(runtime, scope, record.resource);
  const parsed = parseInput(mappingInput, input);
  const merged = mergeMapping(record, parsed);
  const problems = [
    ...unknownColumns(record, parsed),
    ...mappingProblems(merged.mapping, merged.options, await mappingContext(runtime, scope, resource)),
  ];
  if (problems.length > 0) throw new InvalidInput(problems);
  const change = { ...merged, columns: asChosen(record, merged), state: 'uploaded', check_result: null };
  return inWorkspace(runtime.database, workspaceId, (unit) =>
    changeImport(unit, id, ['uploaded', 'checked'], change),
  );
}

type Mapped = Pick<ImportRecord, 'mapping' | 'options'>;

/** What was there with what a person says now. */
export function mergeMapping(record: ImportRecord, { columns = [], options = {} }: MappingInput): Mapped {
  const changes = new Map(columns.map((change) => [change.column, change]));
  return {
    mapping: record.mapping.map((one) => ({ ...one, ...changes.get(one.column) })),
    options: { ...record.options, ...options },
  };
}

function unknownColumns(record: ImportRecord, { columns = [] }: MappingInput) {
  const known = new Set(record.mapping.map(({ column }) => column));
  return columns.flatMap(({ column }, index) =>
    known.has(column)
      ? []
      : [{ path: ['columns', index, 'column'], message: 'The file has no such column.' }],
  );
}

/** A suggestion that a person overruled is none any more. */
function asChosen({ columns, mapping }: ImportRecord, chosen: Mapped): ImportRecord['columns'] {
  return columns.map((column, index) => {
    const isKept = mapping[index]?.field === chosen.mapping[index]?.field;
    return isKept ? column : { ...column, because: null };
  });
}
