import type { Readable } from 'node:stream';
import { v7 as newId } from 'uuid';
import type { CsvFormat } from '../csv/csv-format.ts';
import { type CsvInspection, inspectCsv } from '../csv/inspect-csv.ts';
import { inWorkspace } from '../db/unit-of-work.ts';
import type { StoredFile } from '../ports/files/file-store.ts';
import { filesOf } from '../ports/files/files-of.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { InvalidInput, NotAllowed, type Resource } from '../sdk/index.ts';
import { importFile, maxImportBytes } from './import-file.ts';
import { firstMapping } from './mapping/first-mapping.ts';
import { mappingContext } from './mapping/mapping-context.ts';
import { rememberedMapping } from './mapping/remembered-mapping.ts';
import { type ImportChange, insertImport } from './record/change-import.ts';
import type { ImportActor, ImportRecord } from './record/import-record.ts';

export interface ImportUpload {
  readonly fileName: string;
  readonly content: Readable;
}

/** Take a file in, find out how it is written and what its columns mean. @throws TooLarge, InvalidInput */
export async function beginImport(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  { fileName, content }: ImportUpload,
): Promise<ImportRecord> {
  const workspaceId = scope.workspace.id;
  const stored = await filesOf(runtime).put(workspaceId, content, maxImportBytes);
  try {
    const values = await readIn(runtime, scope, resource, stored, {});
    const about = { resource: resource.id, state: 'uploaded', actor: actorOf(scope), ...nameOf(fileName) };
    return await inWorkspace(runtime.database, workspaceId, (unit) =>
      insertImport(unit, newId(), { ...about, ...values }),
    );
  } catch (error) {
    await filesOf(runtime).remove(workspaceId, stored.key);
    throw error;
  }
}

/** What the file says about itself, as columns of its record. */
export async function readIn(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  { key, bytes }: StoredFile,
  told: Partial<CsvFormat>,
): Promise<ImportChange> {
  const found = await inspectCsv(importFile(runtime, scope.workspace.id, key, bytes), told);
  if (found.rows === 0) throw new InvalidInput([{ path: ['file'], message: 'This file holds no rows.' }]);
  const context = await mappingContext(runtime, scope, resource);
  const remembered = await inWorkspace(runtime.database, scope.workspace.id, (unit) =>
    rememberedMapping(unit, resource.id, found.columns),
  );
  return {
    file_key: key,
    file_bytes: bytes,
    ...formatOf(found),
    ...firstMapping(found, context, remembered),
  };
}

function formatOf({ format, rows, firstLines }: CsvInspection): ImportChange {
  return { format, file_rows: rows, first_lines: firstLines };
}

/** For showing only: the last part of whatever path a browser sent. */
function nameOf(fileName: string): ImportChange {
  const last = fileName.split(/[\\/]/).at(-1) ?? '';
  const printable = last.replace(/\p{C}/gu, '').trim().slice(0, 255);
  return { file_name: printable || 'file.csv' };
}

function actorOf({ actor }: Scope): ImportActor {
  if (actor.kind === 'system') throw new NotAllowed('Imports are started by people and their keys.');
  return actor;
}
