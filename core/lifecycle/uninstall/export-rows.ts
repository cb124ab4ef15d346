import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import { identifier } from '../../db/statement.ts';

/** A file of the archive: one row a line, as JSON. */
export interface ExportedTable {
  readonly table: string;
  readonly rows: number;
  readonly sha256: string;
  /** One of its own, or rows of the core that are about it. */
  readonly isOwn: boolean;
}

const atOnce = 1_000;

/** Writes the rows a condition finds into `<folder>/<table>.ndjson`, a batch in memory at a time. */
export async function exportRows(
  client: ClientBase,
  folder: string,
  { table, where = 'true', isOwn }: { table: string; where?: string; isOwn: boolean },
): Promise<ExportedTable> {
  const file = await open(join(folder, `${table}.ndjson`), 'wx', 0o600);
  const hash = createHash('sha256');
  try {
    await client.query(`declare rows_out no scroll cursor for
      select row_to_json(t)::text as line from ${identifier(table)} t where ${where} order by 1`);
    const rows = await fetchAll(client, file, hash);
    await client.query('close rows_out');
    await file.sync();
    return { table, rows, isOwn, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

async function fetchAll(
  client: ClientBase,
  file: FileHandle,
  hash: ReturnType<typeof createHash>,
): Promise<number> {
  let count = 0;
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${atOnce} from rows_out`);
    if (rows.length === 0) return count;
    const text = rows.map(({ line }) => `${line}\n`).join('');
    hash.update(text);
    await file.write(text);
    count += rows.length;
  }
}
