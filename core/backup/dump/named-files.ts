import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import { identifier } from '../../db/statement.ts';
import { filePartPath } from '../archive/layout.ts';
import { ArchiveRefused } from '../archive/refused.ts';
import type { TableShape } from '../catalogue/table-shape.ts';

/** What a column is called that says where the bytes of a row's file lie. */
const fileKey = 'file_key';

/** The files that rows speak of, as `files/<workspace>/<key>`. In a role that sees every row. */
export async function namedFiles(client: ClientBase, tables: readonly TableShape[]): Promise<Set<string>> {
  const named = new Set<string>();
  for (const { name } of tables.filter((one) => one.isOfWorkspaces && one.columns.includes(fileKey))) {
    const { rows } = await client.query<{ workspace: string; key: string }>(
      `select workspace_id::text as workspace, ${fileKey}::text as key from ${identifier(name)} where ${fileKey} is not null`,
    );
    for (const { workspace, key } of rows) named.add(filePartPath(workspace, key));
  }
  return named;
}

const mostNamed = 5;

/**
 * What a backup lacks, in a sentence; null when it has every file that rows speak of.
 * @throws ArchiveRefused when there are no files at all, unless there may be none: a disk is missing, not a file
 */
export async function lackOf(
  dataDir: string,
  missing: ReadonlySet<string>,
  mayLackAll: boolean,
): Promise<string | null> {
  if (missing.size === 0) return null;
  const folder = join(dataDir, 'files');
  if (!mayLackAll && (await readdir(folder).catch(() => [])).length === 0) {
    throw new ArchiveRefused(
      `Records speak of ${missing.size} files, and ${folder} is empty. No backup was made. See that its disk is mounted.`,
    );
  }
  const paths = [...missing].slice(0, mostNamed).join(', ');
  const more = missing.size > mostNamed ? ` and ${missing.size - mostNamed} more` : '';
  return `Records speak of files that are not in the data folder, so the backup lacks them: ${paths}${more}.`;
}
