import type { Config } from '../../../config/schema.ts';
import type { Closing } from '../../boot/closing.ts';
import type { Broadcast } from '../../db/broadcast.ts';
import type { Logger } from '../../sdk/index.ts';
import type { Line } from './line.ts';
import { postgresLine } from './postgres-line.ts';

interface Parts {
  readonly config: Config;
  readonly broadcast: Broadcast;
  readonly log: Logger;
  readonly closing: Closing;
}

/** Redis where there is one, else PostgreSQL; both are held to the same. */
export async function openLine({ config, broadcast, log, closing }: Parts): Promise<Line> {
  if (!config.redisUrl) return postgresLine(broadcast);
  const { redisLine } = await import('./redis-line.ts');
  const line = redisLine(config.redisUrl, `${config.databaseRolePrefix}:live`, log);
  closing.add('word of the moment', async () => line.close());
  return line;
}
