import type pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { identifier, literal } from '../../db/statement.ts';
import type { ArchiveWriter } from '../archive/archive-writer.ts';
import { tablePartPath } from '../archive/layout.ts';
import type { TableShape } from '../catalogue/table-shape.ts';

/** Large enough to cost little each, small enough that only one is ever in memory. */
const partBytes = 1024 * 1024;

/** Reads a table's rows into parts of the archive, in PostgreSQL's own text form; nothing is held longer than a part. */
export async function copyOut(
  client: pg.Client,
  table: Pick<TableShape, 'name' | 'columns'>,
  writer: ArchiveWriter,
  workspaceId: string | null = null,
  change: (part: Buffer) => Buffer = (part) => part,
): Promise<void> {
  let part = 0;
  for await (const content of inParts(client.query(copyStreams.to(copySql(table, workspaceId))))) {
    part += 1;
    await writer.add(tablePartPath(table.name, part), change(content));
  }
}

function copySql(
  { name, columns }: Pick<TableShape, 'name' | 'columns'>,
  workspaceId: string | null,
): string {
  const where = workspaceId === null ? '' : ` where workspace_id = ${literal(workspaceId)}::uuid`;
  return `copy (select ${columns.map(identifier).join(', ')} from ${identifier(name)}${where}) to stdout`;
}

/** Each part ends with the end of a row. */
async function* inParts(rows: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of rows) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes < partBytes || chunk.at(-1) !== 0x0a) continue;
    yield Buffer.concat(chunks);
    [chunks, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(chunks);
}
