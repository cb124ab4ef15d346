import type { Ctx } from 'guildhall/sdk';

export interface DueTask {
  readonly id: string;
  readonly subject: string;
  readonly type: string;
  readonly dueAt: string;
}

/** What is assigned to somebody, not done and due before a moment, the most urgent first. */
export function tasksDue(ctx: Ctx, userId: string, before: Date, most: number): Promise<DueTask[]> {
  return ctx.db.sql<DueTask>(
    `select id, subject, type, due_at as "dueAt" from crm_interactions
     where workspace_id = $1 and assignee_id = $2 and completed_at is null and removed_at is null and due_at < $3
     order by due_at, id limit $4`,
    [ctx.workspace.id, userId, before.toISOString(), most],
  );
}
