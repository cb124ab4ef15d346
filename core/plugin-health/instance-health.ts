import { backupHealth } from '../backup/backup-health.ts';
import type { Runtime } from '../runtime.ts';
import { type CheckedHealth, checkHealth } from './check-health.ts';
import { type PluginTrouble, pluginTroubles } from './plugin-troubles.ts';

/** What the instance and its plugins stand on, and what was noticed beside the checks. */
export interface InstanceHealth {
  readonly checks: readonly CheckedHealth[];
  readonly troubles: readonly PluginTrouble[];
}

/** What the instance itself stands on comes first. */
export async function instanceHealth(runtime: Runtime): Promise<InstanceHealth> {
  const [backups, checks, troubles] = await Promise.all([
    backupHealth(runtime),
    checkHealth(runtime),
    pluginTroubles(runtime),
  ]);
  const own = { id: 'core.backups', plugin: 'core', title: 'Backups', ...backups };
  return { checks: [{ ...own, checkedAt: runtime.now().toISOString() }, ...checks], troubles };
}
