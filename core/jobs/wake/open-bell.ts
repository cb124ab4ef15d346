import type { Config } from '../../../config/schema.ts';
import type { Closing } from '../../boot/closing.ts';
import type { MigrationTarget } from '../../db/migrations/run.ts';
import type { Runtime } from '../../runtime.ts';
import { type Bell, hangBell } from './bell.ts';
import { openPostgresDriver } from './postgres-driver.ts';
import type { QueueDriver } from './queue-driver.ts';
import { openRedisDriver } from './redis-driver.ts';

interface Parts
  extends Pick<Runtime, 'config' | 'database' | 'broadcast' | 'commits' | 'enqueued' | 'registry' | 'log'> {
  readonly target: MigrationTarget;
  readonly closing: Closing;
}

/** Redis where there is one, else PostgreSQL; jobs behave the same. */
export async function openBell(parts: Parts): Promise<Bell> {
  const driver = await openDriver(parts);
  parts.closing.add('wake-ups', () => driver.close());
  const bell = hangBell(driver, parts);
  parts.closing.add('the bell', () => bell.close());
  return bell;
}

async function openDriver({ config, database, broadcast, target, log }: Parts): Promise<QueueDriver> {
  if (config.redisUrl) return openRedisDriver(config.redisUrl, prefixOf(config), log);
  return openPostgresDriver(database, broadcast, target);
}

function prefixOf({ databaseRolePrefix }: Config): string {
  return `${databaseRolePrefix}:jobs`;
}
