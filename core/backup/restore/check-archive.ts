import type { ArchiveKeys } from '../archive/archive-keys.ts';
import { tableOfPart } from '../archive/layout.ts';
import { type ArchiveContents, readArchive } from '../archive/read-archive.ts';
import { damaged } from '../archive/refused.ts';

/** Reads an archive to its end and touches nothing else. @throws ArchiveRefused unless it is whole and says what it holds */
export async function checkArchive(path: string, keys: ArchiveKeys): Promise<ArchiveContents> {
  const counts = new Map<string, number>();
  const contents = await readArchive(path, keys, async ({ path: part, content }) => {
    const table = tableOfPart(part);
    if (table !== null) counts.set(table, (counts.get(table) ?? 0) + (await countRows(content)));
  });
  for (const { name, rows } of contents.manifest.tables) {
    if ((counts.get(name) ?? 0) !== rows) throw damaged(`the table ${name} does not hold ${rows} rows`);
    counts.delete(name);
  }
  if (counts.size > 0) throw damaged('it holds tables that its manifest does not name');
  return contents;
}

const lineEnd = 0x0a;

/** In PostgreSQL's text form a row is a line, whatever its values hold. */
async function countRows(content: AsyncIterable<Buffer>): Promise<number> {
  let rows = 0;
  for await (const chunk of content) {
    for (let at = chunk.indexOf(lineEnd); at !== -1; at = chunk.indexOf(lineEnd, at + 1)) rows += 1;
  }
  return rows;
}
