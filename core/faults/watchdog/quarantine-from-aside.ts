import { openBroadcast } from '../../db/broadcast-postgres.ts';
import { openDatabase } from '../../db/database.ts';
import { nothingHeld } from '../../kernel/states/live-states.ts';
import type { Logger } from '../../sdk/index.ts';
import { quarantinePlugin } from '../quarantine.ts';
import type { DirectLog } from './direct-log.ts';

/** Quarantine as the instance does it, from a thread that shares nothing with the rest of the process. */
export async function quarantineFromAside(
  url: string,
  plugin: string,
  reason: string,
  direct: DirectLog,
): Promise<void> {
  const log: Logger = { debug: () => undefined, info: () => undefined, warn: direct, error: direct };
  const database = openDatabase({ url, poolMax: 1, log });
  const broadcast = await openBroadcast({ url, log });
  await quarantinePlugin({ database, broadcast, pluginStates: nothingHeld() }, plugin, reason);
  await broadcast.close();
  await database.close();
}
