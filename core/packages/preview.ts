import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { appliedSteps, type MigrationTarget } from '../db/migrations/run.ts';
import type { Candidate } from '../kernel/find/candidate.ts';
import { findCandidates } from '../kernel/find/find-candidates.ts';
import { unpackedCandidate } from '../kernel/find/package-candidates.ts';
import { knownStates } from '../kernel/states/known-states.ts';
import { packageVersion } from '../package-root.ts';
import type { Runtime } from '../runtime.ts';
import { Conflict } from '../sdk/index.ts';
import { badArchive } from './archive/archive-limits.ts';
import { consentedTo, widened } from './capabilities.ts';
import { forgetPackages } from './forget-packages.ts';
import { inspectPlugins } from './inspect/inspect-plugins.ts';
import type { Inspected } from './inspect/inspection.ts';
import { installedCandidates, withInstalled } from './installed-candidates.ts';
import { checksumOf, packageFolder, storePackage, unpackInto } from './package-store.ts';

/** What looking at packages stands on. */
export type PackagesRuntime = Pick<Runtime, 'config' | 'database' | 'log'> & {
  readonly target: MigrationTarget;
};

/** What would happen, before anything does. */
export interface Preview {
  readonly sha256: string;
  readonly source: string;
  readonly plugin: Inspected;
  /** The version that is here now; null when it is new. */
  readonly installedVersion: string | null;
  /** Migrations that would run, by name. */
  readonly pending: readonly string[];
  /** What it may do that nobody consented to yet. */
  readonly asksFor: readonly string[];
  /** Why it cannot be taken, and which other plugins it would break. */
  readonly breaks: readonly string[];
}

export interface Offered {
  readonly archive: Buffer;
  /** `file:shop-1.0.0.tgz`, `npm:@acme/shop@1.0.0`. */
  readonly source: string;
  /** The checksum it must have, where somebody knows it. */
  readonly expected?: string;
  /** The person who looks at it. */
  readonly by: string | null;
  /** Keep it at hand for the installation? Default: yes. */
  readonly isKept?: boolean;
}

const dependencies = z.looseObject({ dependencies: z.record(z.string(), z.string()).default({}) });

/** Looks at an archive and keeps it at hand; nothing is installed and nothing of it is run here. */
export async function previewPackage(
  runtime: PackagesRuntime,
  { archive, source, expected, by, isKept = true }: Offered,
): Promise<Preview> {
  const sha256 = checksumOf(archive);
  if (expected && expected.trim().toLowerCase() !== sha256) {
    throw new Conflict(`The checksum is ${sha256}, not the expected one. Nothing was taken.`);
  }
  const preview = await previewUnpacked(runtime, archive, { sha256, source });
  const { id, version } = preview.plugin;
  if (version === null) throw badArchive(preview.breaks.join(' ') || 'The archive holds no plugin.');
  const kept = { sha256, plugin: id, version, source, content: archive, addedBy: by };
  if (isKept) {
    await storePackage(runtime.database, { ...kept, summary: preview.plugin });
    await forgetPackages(runtime);
  }
  return preview;
}

/** What holds no plugin leaves no files behind. */
async function previewUnpacked(
  runtime: PackagesRuntime,
  archive: Buffer,
  about: { sha256: string; source: string },
): Promise<Preview> {
  const { dataDir } = runtime.config;
  const wasThere = existsSync(packageFolder(dataDir, about.sha256));
  const folder = await unpackInto(dataDir, about.sha256, archive);
  try {
    return await previewFolder(runtime, folder, about);
  } catch (error) {
    if (!wasThere) await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function previewFolder(
  runtime: PackagesRuntime,
  folder: string,
  about: { sha256: string; source: string },
): Promise<Preview> {
  const incoming = unpackedCandidate(about.sha256, folder);
  const { atRest, candidates } = await presentCandidates(runtime);
  const order = {
    atRest,
    candidates,
    version: packageVersion(),
    limitMs: runtime.config.pluginStartTimeoutMs,
  };
  const [before, after] = await inspectPlugins({ ...order, incoming: null }, { ...order, incoming });
  const plugin = after.find(({ isIncoming }) => isIncoming);
  if (!plugin) throw badArchive('The archive holds no plugin.');
  const [known] = (await knownStates(runtime.database)).filter(({ id }) => id === plugin.id);
  const applied = await appliedSteps(runtime.target, plugin.id);
  const missing = missingPackages(folder).map(
    (name) => `It needs the package ${name}, which it does not bring along.`,
  );
  return {
    ...about,
    plugin,
    installedVersion: known && known.state !== 'uninstalled' ? known.version : null,
    pending: plugin.steps.filter((step) => !applied.includes(step)),
    asksFor: widened(await consentedTo(runtime.database, plugin.id), plugin.capabilities),
    breaks: [...missing, ...plugin.problems, ...newlyBroken(before, after)],
  };
}

/** Everything that is here now, and what of it is held back. */
export async function presentCandidates({
  config,
  database,
}: Pick<PackagesRuntime, 'config' | 'database'>): Promise<{ candidates: Candidate[]; atRest: string[] }> {
  const held = (await knownStates(database)).filter(({ heldAs }) => heldAs !== null);
  const found = await findCandidates(config);
  const all = withInstalled(found, await installedCandidates(database, config.dataDir));
  const names = new Set(held.map(({ id, foundAs }) => foundAs ?? id));
  return { candidates: all.filter(({ name }) => !names.has(name)), atRest: held.map(({ id }) => id) };
}

/** Other plugins that work now and would not any more. */
export function newlyBroken(before: readonly Inspected[], after: readonly Inspected[]): string[] {
  const working = new Set(before.filter(({ isBroken }) => !isBroken).map(({ id }) => id));
  const fallen = after.filter(({ id, isBroken, isIncoming }) => isBroken && !isIncoming && working.has(id));
  return fallen.flatMap(({ problems }) => problems);
}

/** Packages it depends on that neither it nor anything above it has; nothing is fetched for it. */
function missingPackages(folder: string): string[] {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return [];
  const parsed = dependencies.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  const wanted = Object.keys(parsed.data?.dependencies ?? {});
  return wanted.filter((name) => name !== 'guildhall' && name !== 'zod' && !canFind(name, folder));
}

function canFind(name: string, from: string): boolean {
  if (existsSync(join(from, 'node_modules', name, 'package.json'))) return true;
  const parent = dirname(from);
  return parent !== from && canFind(name, parent);
}
