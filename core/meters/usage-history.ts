import { readInstance } from '../db/read-instance.ts';
import { inWorkspace } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';

/** What a meter said at the end of a day. */
export interface Reading {
  readonly meter: string;
  /** `YYYY-MM-DD`, by UTC. */
  readonly day: string;
  readonly amount: number;
}

const shownDays = 90;

/** The readings of the last three months, oldest first. */
export async function usageHistory(runtime: Runtime, workspaceId: string): Promise<Reading[]> {
  const rows = await inWorkspace(runtime.database, workspaceId, (unit) =>
    unit.run<{ meter: string; day: string; amount: string | number }>({
      text: `select meter, day::text as day, amount from meter_readings
        where workspace_id = $1 and day > current_date - $2::integer order by day, meter`,
      values: [workspaceId, shownDays],
    }),
  );
  return rows.map((row) => ({ ...row, amount: Number(row.amount) }));
}

interface LatestRow {
  readonly workspace_id: string;
  readonly meter: string;
  readonly amount: number;
}

/** What each meter said last in each workspace, in one question. By workspace, then by meter. */
export async function latestReadings({
  database,
}: Pick<Runtime, 'database'>): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  const text = 'select * from meter_readings_latest(current_date - $1::integer)';
  const found = new Map<string, Map<string, number>>();
  for (const row of await readInstance<LatestRow>(database, { text, values: [shownDays] })) {
    const known = found.get(row.workspace_id) ?? new Map<string, number>();
    found.set(row.workspace_id, known.set(row.meter, row.amount));
  }
  return found;
}
