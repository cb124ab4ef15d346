import { readInstance } from '../db/read-instance.ts';
import { inInstance } from '../db/unit-of-work.ts';
import { type AuditActor, audit } from '../kernel/states/audit.ts';
import type { Runtime } from '../runtime.ts';
import { mutingTopic } from './is-muted.ts';
import { wholeInstance } from './muting-table.ts';

/** Why and since when nothing leaves the instance, or one workspace of it. */
export interface Muting {
  /** The id of the workspace, or null for the whole instance. */
  readonly workspaceId: string | null;
  readonly reason: string;
  readonly mutedAt: string;
}

interface MutingRow {
  readonly scope: string;
  readonly reason: string;
  readonly muted_at: string;
}

type Place = Pick<Runtime, 'database' | 'broadcast'>;

export async function readMutings({ database }: Pick<Runtime, 'database'>): Promise<Muting[]> {
  const text = 'select scope, reason, muted_at from mutings order by scope';
  const rows = await readInstance<MutingRow>(database, { text, values: [] });
  return rows.map(({ scope, reason, muted_at: mutedAt }) => ({
    workspaceId: scope === wholeInstance ? null : scope,
    reason,
    mutedAt,
  }));
}

/** From now on nothing leaves it, on every process. */
export async function mute(place: Place, workspaceId: string | null, reason: string): Promise<void> {
  const text = 'insert into mutings (scope, reason) values ($1, $2) on conflict (scope) do nothing';
  await inInstance(place.database, (unit) =>
    unit.run({ text, values: [workspaceId ?? wholeInstance, reason] }),
  );
  await place.broadcast.tell(mutingTopic, '');
}

/** Somebody confirmed that it may speak again: it stands in the trail of the instance who. @returns whether it was muted */
export async function unmute(place: Place, workspaceId: string | null, by: AuditActor): Promise<boolean> {
  const text = 'delete from mutings where scope = $1 returning scope';
  const subject = workspaceId ?? wholeInstance;
  const wasMuted = await inInstance(place.database, async (unit) => {
    if ((await unit.run({ text, values: [subject] })).length === 0) return false;
    await audit(unit, [
      { by, action: 'muting.end', subject, reason: 'It was confirmed that it may speak again.' },
    ]);
    return true;
  });
  await place.broadcast.tell(mutingTopic, '');
  return wasMuted;
}
