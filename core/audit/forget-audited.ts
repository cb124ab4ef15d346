import { randomUUID } from 'node:crypto';
import { asOwner } from '../db/as-owner.ts';
import type { UnitOfWork } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';

/** What the audit is to forget the values of. */
export interface Forgotten {
  readonly records?: readonly string[];
  /** A pattern for `ilike`, escaped with a backslash: wherever it is found. */
  readonly mention?: string;
}

/**
 * Blanks values in the audit, in this unit of work. The app's role has no right to do that, so the owner writes an
 * order for this very transaction first; what is in it is done once. @returns how many lines
 */
export async function forgetAudited(
  { target }: Pick<Runtime, 'target'>,
  unit: UnitOfWork,
  { records = [], mention }: Forgotten,
): Promise<number> {
  const [own] = await unit.run<{ transaction: string }>({
    text: 'select pg_current_xact_id()::text as transaction',
    values: [],
  });
  const id = randomUUID();
  await asOwner(target, async (client) => {
    await client.query("delete from audit_erasures where ordered_at < now() - interval '1 day'");
    const text =
      'insert into audit_erasures (id, transaction, workspace, records, mention) values ($1, $2, $3, $4, $5)';
    await client.query(text, [id, own?.transaction, unit.workspaceId, records, mention ?? null]);
  });
  const [row] = await unit.run<{ lines: number }>({ text: 'select audit_forget($1) as lines', values: [id] });
  return row?.lines ?? 0;
}
