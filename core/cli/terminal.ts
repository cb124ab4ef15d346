import { text } from 'node:stream/consumers';
import type { Config } from '../../config/schema.ts';
import type { BootParts } from '../boot/boot.ts';
import { migrateCore } from '../boot/migrate-core.ts';
import { openRuntime } from '../boot/open-runtime.ts';
import { type PreparedDatabase, prepareDatabase } from '../boot/prepare-database.ts';
import { openBroadcast } from '../db/broadcast-postgres.ts';
import { openDatabase } from '../db/database.ts';
import { findCandidates } from '../kernel/find/find-candidates.ts';
import { openLiveStates } from '../kernel/states/live-states.ts';
import type { Runtime } from '../runtime.ts';
import type { Logger } from '../sdk/index.ts';

/** What a command stands on; nothing of it is opened before it is asked for. */
export interface Terminal {
  readonly config: Config;
  readonly log: Logger;
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal;
  /** A line of the answer, on standard output. */
  say(line: string): void;
  /** A line beside the answer, on standard error: progress, a warning. */
  tell(line: string): void;
  /** All that comes on standard input. */
  readInput(): Promise<string>;
  /** Yes or no from whoever sits there; no when nobody does. */
  confirm(question: string): Promise<boolean>;
  /** The database of the instance, also while the instance runs on it. */
  openDatabase(): Promise<PreparedDatabase>;
  /** What deciding about plugins takes; none of them is loaded, so that it works whatever they do. To `look` changes nothing. */
  openAdministration(use?: 'look'): Promise<Administration>;
  /** Everything a request would stand on, plugins included. */
  openRuntime(): Promise<Runtime>;
}

export type Administration = Pick<
  Runtime,
  'config' | 'database' | 'broadcast' | 'pluginStates' | 'target' | 'log'
>;

export interface TerminalOptions {
  readonly parts: BootParts;
  readonly signal: AbortSignal;
  readonly confirm: (question: string) => Promise<boolean>;
}

export function createTerminal({ parts, signal, confirm }: TerminalOptions): Terminal {
  const { config, log, closing, guard, report } = parts;
  const openDatabase = once(() => prepareDatabase(config, closing, () => undefined, { mayShare: true }));
  return {
    ...{ config, log, signal, confirm, openDatabase },
    say: (line) => void process.stdout.write(`${line}\n`),
    tell: report,
    readInput: () => text(process.stdin),
    openAdministration: async (use) => administer(parts, await openDatabase(), use),
    openRuntime: once(async () => {
      const candidates = await findCandidates(config);
      guard.know(candidates);
      return openRuntime({ config, ...(await openDatabase()), candidates, log, closing });
    }),
  };
}

async function administer(
  { config, log, closing }: BootParts,
  { target, appUrl }: PreparedDatabase,
  use?: 'look',
): Promise<Administration> {
  if (use !== 'look') await migrateCore(target, log);
  const database = openDatabase({ url: appUrl, poolMax: 3, log });
  closing.add('database connections', () => database.close());
  const broadcast = await openBroadcast({ url: appUrl, log });
  closing.add('word between processes', () => broadcast.close());
  const pluginStates = await openLiveStates({ database, broadcast, log });
  closing.add('word of plugins', () => pluginStates.close());
  return { config, database, broadcast, pluginStates, target, log };
}

function once<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
