import { ConfigurationError } from '../../config/errors.ts';
import { loadConfig } from '../../config/load-config.ts';
import type { Config } from '../../config/schema.ts';
import { unknownVariableWarnings } from '../../config/unknown-variables.ts';
import type { BootParts } from './boot.ts';
import { createClosing } from './closing.ts';
import { guardProcess } from './guard-process.ts';
import { migrateCommand } from './migrate-command.ts';
import { openLog } from './open-log.ts';
import { say } from './say.ts';
import { webCommand } from './web-command.ts';

const commands: Readonly<Record<string, (parts: BootParts) => Promise<number>>> = {
  web: webCommand,
  migrate: migrateCommand,
};

/** @returns the exit code */
export async function runCommand([name = 'web']: readonly string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  const config = readConfig();
  if (!config) return 1;
  if (!command) {
    say(`There is no command "${name}". Use ${Object.keys(commands).join(' or ')}.`);
    return 1;
  }
  return runWith(command, config);
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

async function runWith(command: (parts: BootParts) => Promise<number>, config: Config): Promise<number> {
  const log = openLog(config);
  const closing = createClosing(log);
  const guard = guardProcess(log, () => void closing.closeAll().finally(() => process.exit(1)));
  try {
    return await command({ config, log, closing, guard, report: say });
  } catch (error) {
    log.debug({ err: error }, 'The start failed.');
    say(`Guildhall could not start. ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  } finally {
    await closing.closeAll();
  }
}
