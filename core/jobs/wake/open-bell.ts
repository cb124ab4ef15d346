import type { Config } from '../../../config/schema.ts';
import type { Closing } from '../../boot/closing.ts';
import type { MigrationTarget } from '../../db/migrations/run.ts';
import type { Runtime } from '../../runtime.ts';
import { type Bell, hangBell } from './bell.ts';
import type { QueueDriver } from './queue-driver.ts';

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
  // Only one of the two libraries is loaded: each takes a process longer to start than it would to connect.
  if (config.redisUrl) {
    const { openRedisDriver } = await import('./redis-driver.ts');
    return openRedisDriver(config.redisUrl, prefixOf(config), log);
  }
  const { openPostgresDriver } = await import('./postgres-driver.ts');
  return openPostgresDriver(database, broadcast, target);
}

function prefixOf({ databaseRolePrefix }: Config): string {
  return `${databaseRolePrefix}:jobs`;
}
