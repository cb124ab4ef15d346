import { importArchive } from '../../lifecycle/uninstall/import-archive.ts';
import { uninstallPlugin } from '../../lifecycle/uninstall/uninstall-plugin.ts';
import { Conflict } from '../../sdk/index.ts';
import { UsageError } from '../command-group.ts';
import { readLine } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { atTerminal } from './install-command.ts';

/** `uninstall <id> --confirm <id>`: exports, removes, and proves that nothing is left. */
export async function uninstallCommand(terminal: Terminal, line: readonly string[]): Promise<number> {
  const { words, values } = readLine(line, { values: ['confirm'], flags: [] });
  const [id] = words;
  if (!id || words.length > 1) throw new UsageError('Name one plugin by its id.');
  if (values.confirm !== id)
    throw new Conflict(`This removes all data of "${id}". Add --confirm ${id} to do so.`);
  const administration = await terminal.openAdministration();
  const now = () => new Date();
  const why = { by: atTerminal, reason: 'It was uninstalled.' };
  const { archive, tables, leftovers } = await uninstallPlugin({ ...administration, now }, id, why);
  for (const { table, rows, sha256 } of tables) terminal.say(`${table}: ${rows} rows, SHA-256 ${sha256}`);
  terminal.say(`Exported to ${archive}`);
  for (const { what, rows } of leftovers) terminal.say(`LEFT: ${what} (${rows})`);
  terminal.say(`${leftovers.length} things with the name of "${id}" are left.`);
  return leftovers.length === 0 ? 0 : 1;
}

/** `import <folder>`: puts back what uninstalling exported. */
export async function importCommand(terminal: Terminal, line: readonly string[]): Promise<number> {
  const [archive] = readLine(line, { values: [], flags: [] }).words;
  if (!archive) throw new UsageError('Name the folder of the archive.');
  const { target } = await terminal.openAdministration();
  for (const [table, rows] of Object.entries(await importArchive(target, archive))) {
    terminal.say(`${table}: ${rows} rows`);
  }
  return 0;
}
