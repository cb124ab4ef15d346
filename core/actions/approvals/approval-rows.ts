import type { UnitOfWork } from '../../db/unit-of-work.ts';
import type { Approval } from './approval.ts';

const columns = `id, action, args, args_hash as "argsHash", effect, risk, preview, versions,
  case when state = 'waiting' and expires_at <= $1 then 'expired' else state end as state,
  actor, door, request_id as "requestId", asked_at as "askedAt", expires_at as "expiresAt",
  decided_by as "decidedBy", decided_by_name as "decidedByName", decided_at as "decidedAt",
  was_edited as "wasEdited", reason, result`;

/** What waited too long reads as expired, whether that was written down or not. */
export async function findApproval(
  unit: UnitOfWork,
  now: Date,
  id: string,
  { lock = false } = {},
): Promise<Approval | undefined> {
  const [row] = await unit.run<Approval>({
    text: `select ${columns} from action_approvals where workspace_id = $2 and id::text = $3${lock ? ' for update' : ''}`,
    values: [now, unit.workspaceId, id],
  });
  return row;
}

export interface ApprovalFilter {
  readonly isWaiting: boolean;
  readonly isAll: boolean;
  /** Unless all: only those asked for by this person or their keys. */
  readonly userId: string | null;
  readonly limit: number;
  /** Only those older than this one, by its id. */
  readonly before: string | null;
}

export function listApprovals(unit: UnitOfWork, now: Date, filter: ApprovalFilter): Promise<Approval[]> {
  const waiting = "(state = 'waiting' and expires_at > $1)";
  return unit.run<Approval>({
    text: `select ${columns} from action_approvals where workspace_id = $2
      and ${filter.isWaiting ? waiting : `not ${waiting}`} and ($3 or user_id = $5) and ($6::text is null or id::text < $6)
      order by id desc limit $4`,
    values: [now, unit.workspaceId, filter.isAll, filter.limit, filter.userId, filter.before],
  });
}

export async function insertApproval(unit: UnitOfWork, approval: Approval): Promise<void> {
  const { actor } = approval;
  await unit.run({
    text: `insert into action_approvals (workspace_id, id, action, args, args_hash, effect, risk, preview, versions,
        actor, actor_name, user_id, door, request_id, asked_at, expires_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    values: [
      unit.workspaceId,
      approval.id,
      approval.action,
      JSON.stringify(approval.args ?? null),
      approval.argsHash,
      approval.effect,
      approval.risk,
      JSON.stringify(approval.preview),
      JSON.stringify(approval.versions),
      JSON.stringify(actor),
      actor.name,
      actor.userId,
      approval.door,
      approval.requestId,
      approval.askedAt,
      approval.expiresAt,
    ],
  });
}

/** What became of it, or a newer look at what it would do. */
export type ApprovalChange = Partial<
  Pick<
    Approval,
    | 'state'
    | 'args'
    | 'argsHash'
    | 'preview'
    | 'versions'
    | 'decidedBy'
    | 'decidedByName'
    | 'decidedAt'
    | 'wasEdited'
    | 'reason'
    | 'result'
  >
>;

const json = new Set(['args', 'preview', 'versions', 'result']);

export async function changeApproval(unit: UnitOfWork, id: string, change: ApprovalChange): Promise<void> {
  const values = Object.entries(change).map(([name, value]) => [
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    json.has(name) ? JSON.stringify(value ?? null) : value,
  ]);
  await unit
    .from('action_approvals')
    .where({ workspace_id: unit.workspaceId, id })
    .update(Object.fromEntries(values));
}
