import { bookkeepingTable } from '../../db/migrations/run.ts';
import type { ArchiveContents } from '../archive/read-archive.ts';
import { ArchiveRefused } from '../archive/refused.ts';
import type { AppliedStep } from '../catalogue/applied-steps.ts';

/**
 * Rows of one workspace go into tables that stand and serve others, so these must be what they were made from: the
 * same steps of the core and of every plugin. @throws ArchiveRefused
 */
export function compareSchema(
  { header: { steps, plugins, productVersion }, manifest }: ArchiveContents,
  here: readonly AppliedStep[],
  without: readonly string[],
): void {
  const left = new Set(without.map(bookkeepingTable));
  const filled = manifest.tables.filter(({ rows }) => rows > 0).map(({ name }) => name);
  const theirs = bySource(steps.filter(({ table }) => !left.has(table) && isInUse(table, filled)));
  const ours = bySource(here);
  for (const [table, names] of theirs) {
    const own = ours.get(table) ?? new Set();
    const id = plugins.find((plugin) => bookkeepingTable(plugin.id) === table)?.id ?? sourceOf(table);
    if ([...names].some((name) => !own.has(name))) throw newer(id, productVersion, own.size === 0);
    if ([...own].some((name) => !names.has(name))) throw older(id);
  }
}

/** A plugin without a row in the archive does not matter to it. */
function isInUse(bookkeeping: string, filled: readonly string[]): boolean {
  const prefix = `${bookkeeping.replace('migrations_', '')}_`;
  return prefix === 'core_' || filled.some((name) => name.startsWith(prefix));
}

function bySource(steps: readonly AppliedStep[]): Map<string, Set<string>> {
  const sources = new Map<string, Set<string>>();
  for (const { table, name } of steps) sources.set(table, (sources.get(table) ?? new Set()).add(name));
  return sources;
}

function sourceOf(table: string): string {
  return table.replace('migrations_', '').replaceAll('_', '-');
}

function newer(id: string, version: string, isAbsent: boolean): ArchiveRefused {
  if (id === 'core') {
    return new ArchiveRefused(
      `The archive was written by a newer Guildhall (${version}). Nothing was changed. Update this one first.`,
    );
  }
  const what = isAbsent ? 'which is not here' : 'in a newer version than the one here';
  return new ArchiveRefused(
    `The archive holds data of the plugin ${id}, ${what}. Nothing was changed. Install that version, or leave its data out with --without ${id}.`,
  );
}

function older(id: string): ArchiveRefused {
  const what = id === 'core' ? 'Guildhall' : `the plugin ${id}`;
  return new ArchiveRefused(
    `The archive was written by an older version of ${what}, before its tables changed. Nothing was changed. ` +
      'Restore the whole backup into an empty instance, which brings it up to date, and export the workspace there.',
  );
}
