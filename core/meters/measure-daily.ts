import type { Caller } from '../access/caller.ts';
import { scopeOfSystem } from '../access/scope-of-system.ts';
import { inWorkspace } from '../db/unit-of-work.ts';
import { type Chore, hourMs } from '../housekeeping/chore.ts';
import type { Runtime } from '../runtime.ts';
import { everyWorkspace } from '../workspaces/every-workspace.ts';
import { measureWorkspace } from './measure-workspace.ts';

/** Workspaces that have no reading of today yet are measured. */
export const measuring: Chore = {
  what: 'usage meters',
  everyMs: hourMs,
  tidy: (runtime, signal) => measureDue(runtime, { log: runtime.log, signal }),
};

/** @returns how many workspaces were measured */
export async function measureDue(runtime: Runtime, caller: Caller): Promise<number> {
  if (runtime.registry.contributions.meters.length === 0) return 0;
  let measured = 0;
  for (const { id } of await everyWorkspace(runtime)) {
    if (caller.signal.aborted) break;
    if (await isMeasured(runtime, id)) continue;
    const scope = await scopeOfSystem(runtime, id, { name: 'Usage meters' }, caller);
    if (scope) await measureWorkspace(runtime, id, scope);
    measured += 1;
  }
  return measured;
}

async function isMeasured({ database, now }: Runtime, workspaceId: string): Promise<boolean> {
  const rows = await inWorkspace(database, workspaceId, (unit) =>
    unit.run({
      text: `select 1 as found from meter_readings
        where workspace_id = $1 and day = ($2::timestamptz at time zone 'UTC')::date limit 1`,
      values: [workspaceId, now()],
    }),
  );
  return rows.length > 0;
}
