import { askRestart } from '../../lifecycle/restart.ts';
import { installPackage } from '../../packages/install-package.ts';
import { previewPackage } from '../../packages/preview.ts';
import { Conflict } from '../../sdk/index.ts';
import { UsageError } from '../command-group.ts';
import { readLine } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { archiveOf } from './package-source.ts';
import { sayPreview } from './say-preview.ts';

/** Who stands at the terminal is not known; that it was the terminal is. */
export const atTerminal = { userId: null, name: 'The command line' };

/** `install <folder, .tgz or npm name> [--sha256 …] [--yes]`; an upgrade is the same. */
export async function installCommand(terminal: Terminal, line: readonly string[]): Promise<number> {
  const { words, values, flags } = readLine(line, { values: ['sha256'], flags: ['yes'] });
  const [text] = words;
  if (!text || words.length > 1) throw new UsageError('Name one folder, .tgz archive or npm package.');
  const administration = await terminal.openAdministration();
  const { sha256: expected } = values;
  const found = { ...(await archiveOf(terminal, text)), by: null, ...(expected ? { expected } : {}) };
  const preview = await previewPackage(administration, found);
  sayPreview(terminal, preview);
  if (preview.breaks.length > 0) return 1;
  if (!flags.has('yes') && !(await terminal.confirm('Install it, and let it do that?'))) {
    throw new Conflict('Nothing was installed. Add --yes to consent without being asked.');
  }
  await installPackage(administration, preview.sha256, { by: atTerminal, consents: true });
  terminal.say('Installed. It comes up at the next start; processes that can are restarting now.');
  await askRestart(administration.broadcast);
  return 0;
}
