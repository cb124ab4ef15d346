import { inWorkspace } from '../../db/unit-of-work.ts';
import { getRecord } from '../../resources/read/get-record.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';

/** One change of a record: who changed which fields from what to what, when and by which door. */
export interface HistoryEntry {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly door: string;
  readonly action: string;
  readonly kind: string;
  readonly version: number;
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
}

export interface HistoryPage {
  readonly entries: readonly HistoryEntry[];
  readonly next: string | null;
}

const statement = `
  select id::text, at, actor_name as actor, door, action, kind, version, coalesce(changes, '{}') as changes
  from audit_log
  where workspace_id = $1 and record_id = $2 and resource = $3 and entry = 'change' and ($4::bigint is null or id < $4)
  order by audit_log.id desc limit $5`;

const most = 50;

/** Newest first, for whoever may read the record. @throws NotFound, NotAllowed */
export async function recordHistory(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  id: string,
  before: string | null = null,
): Promise<HistoryPage> {
  await getRecord(runtime, scope, resource, id, { removed: true });
  const from = before !== null && /^\d{1,18}$/.test(before) ? before : null;
  const rows = await inWorkspace(runtime.database, scope.workspace.id, (unit) =>
    unit.run<HistoryEntry>({
      text: statement,
      values: [scope.workspace.id, id.toLowerCase(), resource.id, from, most + 1],
    }),
  );
  const entries = rows.slice(0, most);
  return { entries, next: rows.length > most ? (entries.at(-1)?.id ?? null) : null };
}
