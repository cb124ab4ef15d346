import { ConfigurationError } from '../../config/errors.ts';
import { loadConfig } from '../../config/load-config.ts';
import type { Config } from '../../config/schema.ts';
import { unknownVariableWarnings } from '../../config/unknown-variables.ts';
import { backupCommand } from '../backup/commands/backup-command.ts';
import { restoreCommand } from '../backup/commands/restore-command.ts';
import { exportCommand, importCommand } from '../backup/commands/workspace-commands.ts';
import { cliCommand } from '../cli/cli-command.ts';
import { openLog } from '../logging/open-log.ts';
import { unmuteCommand } from '../muting/unmute-command.ts';
import type { BootParts } from './boot.ts';
import { createClosing } from './closing.ts';
import { duties } from './duties.ts';
import { guardProcess } from './guard-process.ts';
import { migrateCommand } from './migrate-command.ts';
import { runUntilStopped } from './run-until-stopped.ts';
import { say } from './say.ts';

type Command = (parts: BootParts, words: readonly string[]) => Promise<number>;

const commands: Readonly<Record<string, Command>> = {
  all: (parts) => runUntilStopped(parts, duties.all),
  web: (parts) => runUntilStopped(parts, duties.web),
  worker: (parts) => runUntilStopped(parts, duties.worker),
  migrate: migrateCommand,
  cli: cliCommand,
  backup: backupCommand,
  restore: restoreCommand,
  unmute: unmuteCommand,
  export: exportCommand,
  import: importCommand,
};

export const commandNames: readonly string[] = Object.keys(commands);

/** @returns the exit code */
export async function runCommand([name = 'all', ...words]: readonly string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  const config = readConfig();
  if (!config) return 1;
  if (!command) {
    say(
      `There is no command "${name}". Use all, web, worker, migrate, backup, restore, unmute, export or import, or npm run guildhall.`,
    );
    return 1;
  }
  return runWith(command, config, words);
}

function readConfig(): Config | null {
  try {
    const config = loadConfig();
    unknownVariableWarnings().forEach(say);
    return config;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    say(error.message);
    return null;
  }
}

async function runWith(command: Command, config: Config, words: readonly string[]): Promise<number> {
  const log = command === cliCommand ? openLog(quieter(config), process.stderr) : openLog(config);
  const closing = createClosing(log);
  const guard = guardProcess(log, () => void closing.closeAll().finally(() => process.exit(1)));
  try {
    return await command({ config, log, closing, guard, report: say }, words);
  } catch (error) {
    log.debug({ err: error }, 'The start failed.');
    say(
      `${command === cliCommand ? 'The command failed' : 'Guildhall could not start'}. ${error instanceof Error ? error.message : String(error)}`,
    );
    return 1;
  } finally {
    await closing.closeAll();
  }
}

/** Standard output is for the answer of a command, and its log stays out of sight unless something is wrong. */
function quieter({ logLevel }: Config): Pick<Config, 'logLevel'> {
  return { logLevel: logLevel === 'info' ? 'warn' : logLevel };
}
