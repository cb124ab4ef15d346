import type { Database } from '../../db/database.ts';
import { readInstance } from '../../db/read-instance.ts';
import { leaseMs } from '../limits.ts';
import type { Works } from '../work.ts';
import type { ClaimedJob } from './claimed-job.ts';

export interface Claim {
  readonly owner: string;
  readonly most: number;
  /** The workspace that was served last: the next one is first now. */
  readonly after: string;
  readonly works: Works;
}

export interface ClaimAnswer {
  readonly jobs: readonly ClaimedJob[];
  /** Until the next delayed job is due; null when there is none. */
  readonly nextDueMs: number | null;
  /** How far it looked, where more workspaces have work than one claim looks at: go on behind that one when nothing came of it. */
  readonly seenTo: string | null;
}

interface Row {
  readonly workspace_id: string;
  readonly id: string | null;
  readonly plugin: string;
  readonly job: string;
  readonly payload: unknown;
  readonly attempts: number;
  readonly max_attempts: number;
  readonly fence: number;
  readonly lane: string | null;
  readonly actor: string;
  readonly event_id: number | null;
  readonly next_due_ms: number | null;
  readonly seen_to: string | null;
}

const text = 'select * from jobs_claim($1, $2, $3, $4, $5, $6, $7)';

/** Take what is due and known here, turn about by workspace. */
export async function claimJobs(database: Database, claim: Claim): Promise<ClaimAnswer> {
  const { owner, most, after } = claim;
  const works = [...claim.works.values()];
  const values = [
    owner,
    most,
    after,
    leaseMs,
    works.map(({ name }) => name),
    works.map(({ atOnce }) => atOnce),
    works.map(({ atOncePerWorkspace }) => atOncePerWorkspace),
  ];
  const rows = await readInstance<Row>(database, { text, values });
  return {
    jobs: rows.flatMap((row) => jobOf(row, owner)),
    nextDueMs: rows[0]?.next_due_ms ?? null,
    seenTo: rows[0]?.seen_to ?? null,
  };
}

function jobOf(row: Row, owner: string): ClaimedJob[] {
  if (row.id === null) return [];
  const { workspace_id: workspaceId, max_attempts: maxAttempts, event_id: eventId } = row;
  const { id, plugin, job, payload, attempts, fence, lane, actor } = row;
  return [
    { workspaceId, id, plugin, job, payload, attempts, maxAttempts, fence, lane, actor, eventId, owner },
  ];
}
