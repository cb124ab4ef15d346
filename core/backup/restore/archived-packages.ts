import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Candidate } from '../../kernel/find/candidate.ts';
import { unpackedCandidate } from '../../kernel/find/package-candidates.ts';
import { preparePluginModules } from '../../kernel/import/plugin-modules.ts';
import { pluginLimits } from '../../packages/archive/archive-limits.ts';
import { checksumOf, unpackInto } from '../../packages/package-store.ts';
import type { ArchiveKeys } from '../archive/archive-keys.ts';
import { tableOfPart } from '../archive/layout.ts';
import type { ArchivedTable } from '../archive/manifest.ts';
import { type ArchiveContents, readArchive } from '../archive/read-archive.ts';
import { ArchiveRefused, damaged } from '../archive/refused.ts';
import { wholePart } from '../archive/tar-parts.ts';
import { textOf, valueAt } from '../workspace/filter-rows.ts';

export interface PackedArchive {
  readonly path: string;
  readonly keys: ArchiveKeys;
  readonly contents: ArchiveContents;
  /** Plugins whose data is to be left out. */
  readonly without: readonly string[];
}

/**
 * Plugins that were installed as packages travel in the archive, code and all: they lie unpacked while `work` is done,
 * and nothing of them is left behind.
 * @throws ArchiveRefused for a package that is not what its checksum says
 */
export async function withArchivedPackages<Result>(
  archive: PackedArchive,
  work: (packages: readonly Candidate[]) => Promise<Result>,
): Promise<Result> {
  const [packages, installed] = ['plugin_packages', 'plugin_installations'].map((name) =>
    archive.contents.manifest.tables.find((table) => table.name === name),
  );
  if (!packages || !installed || installed.rows === 0) return work([]);
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-restore-'));
  try {
    const chosen = await takeOut(archive, packages, installed, folder);
    const candidates: Candidate[] = [];
    for (const [plugin, sha256] of chosen) candidates.push(await unpacked(plugin, sha256, folder));
    await preparePluginModules(candidates);
    return await work(candidates);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** In PostgreSQL's text form a byte takes two letters; what stands beside them in a row is short. */
const mostPartBytes = 2 * pluginLimits.packedBytes + 4 * 1024 * 1024;

/** Puts every package into a file of its own. @returns which of them each plugin is, by its checksum */
async function takeOut(
  { path, keys, contents, without }: PackedArchive,
  packages: ArchivedTable,
  installed: ArchivedTable,
  folder: string,
): Promise<Map<string, string>> {
  const chosen = new Map<string, string>();
  const { manifest } = await readArchive(path, keys, async (part) => {
    const table = tableOfPart(part.path);
    if (table !== packages.name && table !== installed.name) return;
    for (const row of rowsIn(await wholePart(part, mostPartBytes))) {
      if (table === packages.name) await keep(row, packages, folder);
      else choose(row, installed, chosen);
    }
  });
  if (manifest.partsDigest !== contents.manifest.partsDigest) throw damaged('it changed while it was read');
  for (const id of without) chosen.delete(id);
  return chosen;
}

function choose(row: Buffer, { columns }: ArchivedTable, chosen: Map<string, string>): void {
  const [plugin, sha256] = ['plugin_id', 'package'].map((name) =>
    textOf(valueAt(row, columns.indexOf(name))),
  );
  if (plugin !== undefined && sha256 !== undefined && isChecksum.test(sha256)) chosen.set(plugin, sha256);
}

const lineEnd = 0x0a;

/** In that form a row is a line, whatever its values hold. */
function* rowsIn(part: Buffer): Generator<Buffer> {
  for (let start = 0; start < part.length; ) {
    const found = part.indexOf(lineEnd, start);
    const end = found === -1 ? part.length : found + 1;
    yield part.subarray(start, end);
    start = end;
  }
}

const isChecksum = /^[0-9a-f]{64}$/;
/** How bytes begin in PostgreSQL's text form, `\x` with its backslash escaped. */
const bytesMark = '\\\\x';

/** A name that is a checksum, and content that has it: whatever else a row holds is never written anywhere. */
async function keep(row: Buffer, { columns }: ArchivedTable, folder: string): Promise<void> {
  const sha256 = valueAt(row, columns.indexOf('sha256'));
  const text = valueAt(row, columns.indexOf('content'));
  const content = Buffer.from(text.slice(bytesMark.length), 'hex');
  if (isChecksum.test(sha256) && checksumOf(content) === sha256)
    await writeFile(join(folder, sha256), content);
}

async function unpacked(plugin: string, sha256: string, folder: string): Promise<Candidate> {
  try {
    const place = await unpackInto(folder, sha256, await readFile(join(folder, sha256)));
    return unpackedCandidate(plugin, place);
  } catch (cause) {
    throw new ArchiveRefused(
      `The package of the plugin ${plugin} in the archive is not what its checksum says. Nothing was changed. ` +
        `Use another backup, or leave its data out with --without ${plugin}.`,
      { cause },
    );
  }
}
