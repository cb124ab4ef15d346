import { z } from 'zod';
import { charsetNames } from '../csv/charset.ts';
import { delimiterNames } from '../csv/delimiter.ts';
import { inWorkspace } from '../db/unit-of-work.ts';
import { parseInput } from '../parse-input.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { readIn } from './begin-import.ts';
import { openImports } from './open-imports.ts';
import { changeImport } from './record/change-import.ts';
import { loadImport } from './record/find-import.ts';
import type { ImportRecord } from './record/import-record.ts';

/** How a person says a file is written; what is left out is found out again. */
export const formatInput = z.strictObject({
  charset: z.enum(charsetNames, 'Choose a character set of the list.').optional(),
  delimiter: z.enum(delimiterNames, 'Choose a separator of the list.').optional(),
  headerLine: z.int('Give the number of a line.').min(0).max(1_000).optional(),
  shortRows: z.boolean('Choose yes or no.').optional(),
});

/** Read the file anew, as a person says it is written. @throws InvalidInput, Conflict */
export async function changeFormat(
  runtime: Runtime,
  scope: Scope,
  id: string,
  input: unknown,
): Promise<ImportRecord> {
  const workspaceId = scope.workspace.id;
  const record = await loadImport(runtime, workspaceId, id);
  const resource = openImports(runtime, scope, record.resource);
  const parsed = parseInput(formatInput, input);
  const stored = { key: record.file.key ?? '', bytes: record.file.bytes };
  const values = await readIn(runtime, scope, resource, stored, told(parsed));
  const change = { ...values, state: 'uploaded', check_result: null };
  return inWorkspace(runtime.database, workspaceId, (unit) =>
    changeImport(unit, id, ['uploaded', 'checked'], change),
  );
}

function told<Given extends object>(given: Given): { [Key in keyof Given]?: NonNullable<Given[Key]> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never;
}
