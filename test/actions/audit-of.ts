import { inWorkspace } from '../../core/db/unit-of-work.ts';
import type { TestApp } from '../../core/testing/boot-test-app.ts';

export interface AuditRow {
  readonly id: string;
  readonly entry: string;
  readonly call_id: string | null;
  readonly actor: string;
  readonly actor_name: string;
  readonly user_id: string | null;
  readonly approved_by: string | null;
  readonly door: string;
  readonly action: string;
  readonly record_id: string | null;
  readonly kind: string | null;
  readonly changes: Record<string, [unknown, unknown]> | null;
  readonly args: unknown;
  readonly args_hash: string | null;
  readonly outcome: string;
  readonly reason: string | null;
  readonly request_id: string | null;
  readonly undoes: string | null;
}

/** The audit of a workspace, oldest first. */
export function auditOf(app: TestApp, workspace: 'a' | 'b' = 'a'): Promise<AuditRow[]> {
  return inWorkspace(app.runtime.database, app.workspaces[workspace].id, (unit) =>
    unit.run<AuditRow>({ text: 'select * from audit_log order by id', values: [] }),
  );
}

export async function newestCall(app: TestApp): Promise<AuditRow> {
  const row = (await auditOf(app)).filter(({ entry }) => entry === 'call').at(-1);
  if (!row) throw new Error('The audit holds no call.');
  return row;
}
