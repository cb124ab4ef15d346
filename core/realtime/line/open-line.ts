import type { Config } from '../../../config/schema.ts';
import type { Closing } from '../../boot/closing.ts';
import type { Broadcast } from '../../db/broadcast.ts';
import type { Logger } from '../../sdk/index.ts';
import type { Line } from './line.ts';
import { postgresLine } from './postgres-line.ts';
import { redisLine } from './redis-line.ts';

interface Parts {
  readonly config: Config;
  readonly broadcast: Broadcast;
  readonly log: Logger;
  readonly closing: Closing;
}

/** Redis where there is one, else PostgreSQL; both are held to the same. */
export function openLine({ config, broadcast, log, closing }: Parts): Line {
  if (!config.redisUrl) return postgresLine(broadcast);
  const line = redisLine(config.redisUrl, `${config.databaseRolePrefix}:live`, log);
  closing.add('word of the moment', async () => line.close());
  return line;
}
