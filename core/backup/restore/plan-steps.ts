import { join } from 'node:path';
import { bookkeepingTable, type MigrationSource } from '../../db/migrations/run.ts';
import { stepsIn } from '../../db/migrations/steps.ts';
import { codeFolder } from '../../package-root.ts';
import type { ArchiveHeader } from '../archive/manifest.ts';
import { ArchiveRefused } from '../archive/refused.ts';

/** Steps of one source that ran one after the other. */
export interface StepGroup {
  readonly source: MigrationSource;
  readonly names: readonly string[];
}

export interface PluginCode {
  readonly id: string;
  readonly codeFolder: string;
}

/**
 * How to come to the schema an archive was made with: the very steps that had run there, in the order they ran.
 * @param without plugins whose data is to be left out
 * @throws ArchiveRefused when code for a step is not here
 */
export async function planSteps(
  { steps, plugins }: ArchiveHeader,
  code: readonly PluginCode[],
  without: readonly string[] = [],
): Promise<StepGroup[]> {
  const sources = sourcesOf(code);
  const left = new Set(without.map(bookkeepingTable));
  const groups: { source: MigrationSource; names: string[] }[] = [];
  for (const { table, name } of steps) {
    if (left.has(table)) continue;
    const source = sources.get(table);
    if (!source) throw missingPlugin(table, plugins);
    const last = groups.at(-1);
    if (last?.source === source) last.names.push(name);
    else groups.push({ source, names: [name] });
  }
  await refuseUnknownSteps(groups);
  return groups;
}

function sourcesOf(code: readonly PluginCode[]): Map<string, MigrationSource> {
  const core: MigrationSource = { id: 'core', folder: codeFolder('migrations') };
  const all = [
    core,
    ...code.map(({ id, codeFolder: folder }) => ({ id, folder: join(folder, 'migrations') })),
  ];
  return new Map(all.map((source) => [bookkeepingTable(source.id), source]));
}

function missingPlugin(table: string, plugins: ArchiveHeader['plugins']): ArchiveRefused {
  const plugin = plugins.find(({ id }) => bookkeepingTable(id) === table);
  const id = plugin?.id ?? table.replace('migrations_', '').replaceAll('_', '-');
  const named = plugin?.version ? `${id} ${plugin.version}` : id;
  return new ArchiveRefused(
    `The archive holds data of the plugin ${named}, which is not here. Nothing was changed. ` +
      `Put it in place, or leave its data out with --without ${id}.`,
  );
}

async function refuseUnknownSteps(groups: readonly StepGroup[]): Promise<void> {
  for (const { source, names } of groups) {
    const known = new Set((await stepsIn(source.folder)).map(({ name }) => name));
    const unknown = names.find((name) => !known.has(name));
    if (unknown === undefined) continue;
    const what = source.id === 'core' ? 'Guildhall' : `the plugin ${source.id}`;
    throw new ArchiveRefused(
      `The archive comes from a newer version of ${what} (its tables know the step ${unknown}). ` +
        'Nothing was changed. Update it here first.',
    );
  }
}
