import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CsvFile } from '../../core/csv/inspect-csv.ts';
import { packageRoot } from '../../core/package-root.ts';

export function samplePath(name: string): string {
  return join(packageRoot(), 'test', 'samples', name);
}

/** A file of `test/samples`, as an upload would be read. */
export function sampleFile(name: string): CsvFile {
  return fileOf(readFileSync(samplePath(name)));
}

export function fileOf(content: string | Buffer): CsvFile {
  const bytes = Buffer.from(content);
  const open = async function* () {
    for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
  };
  return { bytes: bytes.length, open };
}
