import { authorise } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { inWorkspace, type UnitOfWork } from '../../db/unit-of-work.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { AuditQuestion } from './audit-question.ts';

/** One line of the audit: a call that was asked for, or a record that changed. */
export interface AuditLine {
  readonly id: string;
  readonly at: string;
  readonly entry: 'call' | 'change';
  readonly actor: string;
  readonly userId: string | null;
  readonly approvedBy: string | null;
  readonly door: string;
  readonly action: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly resource: string | null;
  readonly recordId: string | null;
  readonly kind: string | null;
  /** Each field that changed: `[before, after]`. */
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>> | null;
  readonly args: unknown;
  readonly callId: string | null;
  readonly requestId: string | null;
  readonly undoes: string | null;
  /** Was it taken back? */
  readonly isUndone: boolean;
}

export interface AuditPage {
  readonly lines: readonly AuditLine[];
  /** Pass it as `before` for the older ones; null when these are all. */
  readonly next: string | null;
}

export const seeAuditPermission = 'workspace:see-audit';

const columns = `id::text, at, entry, actor_name as actor, user_id as "userId", approved_by as "approvedBy", door, action,
  outcome, reason, resource, record_id as "recordId", kind, changes, args, call_id as "callId",
  request_id as "requestId", undoes::text,
  exists (select from audit_log u where u.workspace_id = audit_log.workspace_id and u.undoes = audit_log.id
    and u.outcome = 'done') as "isUndone"`;

const statement = `
  select ${columns} from audit_log
  where workspace_id = $1 and ($2::bigint is null or id < $2)
    and ($3::uuid is null or record_id = $3) and ($4::text is null or resource = $4)
    and ($5::text is null or door = $5) and ($6::text is null or outcome = $6)
    and ($7::timestamptz is null or at >= $7) and ($8::timestamptz is null or at < $8)
    and ($9::text is null or starts_with(action, $9))
    and ($10::text is null or user_id::text = $10 or strpos(lower(actor_name), lower($10)) > 0)
  order by audit_log.id desc limit $11`;

/** The newest first. @throws NotAllowed */
export function listAudit(runtime: Runtime, scope: Scope, question: AuditQuestion): Promise<AuditPage> {
  authorise(viewerOf(runtime, scope), seeAuditPermission);
  return inWorkspace(runtime.database, scope.workspace.id, (unit) => auditPage(unit, question));
}

async function auditPage(unit: UnitOfWork, question: AuditQuestion): Promise<AuditPage> {
  const { before, record, resource, door, outcome, from, until, what, who, limit } = question;
  const filters = [before, record, resource, door, outcome, from, until, what, who].map((one) => one ?? null);
  const rows = await unit.run<AuditLine>({
    text: statement,
    values: [unit.workspaceId, ...filters, limit + 1],
  });
  const lines = rows.slice(0, limit);
  return { lines, next: rows.length > limit ? (lines.at(-1)?.id ?? null) : null };
}
