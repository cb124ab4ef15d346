import { readInstance } from '../db/read-instance.ts';
import { inWorkspace } from '../db/unit-of-work.ts';
import { filesOf } from '../ports/files/files-of.ts';
import type { Runtime } from '../runtime.ts';

const day = 86_400_000;
/** An upload that nobody went on with. */
const unstartedDays = 7;
/** The file of an import that is over; what it did stays known, and can still be taken back. */
const finishedDays = 30;
const atOnce = 100;

interface Stale {
  readonly workspace_id: string;
  readonly id: string;
}

/** Throw away files that nobody needs any more: they hold people's data. @returns how many imports were tidied */
export async function forgetOldImports(runtime: Runtime): Promise<number> {
  const now = runtime.now().getTime();
  const values = [unstartedDays, finishedDays].map((days) => new Date(now - days * day).toISOString());
  const text = 'select * from imports_stale($1, $2, $3)';
  const stale = await readInstance<Stale>(runtime.database, { text, values: [...values, atOnce] });
  for (const { workspace_id: workspaceId, id } of stale) await forget(runtime, workspaceId, id);
  await filesOf(runtime).removeAbandoned(now - day);
  return stale.length;
}

/** The file goes first: should this break off, the import is found again and the rest is done then. */
async function forget(runtime: Runtime, workspaceId: string, id: string): Promise<void> {
  const mine = 'workspace_id = $1 and id = $2';
  const values = [workspaceId, id];
  const run = <Row extends object>(text: string) =>
    inWorkspace(runtime.database, workspaceId, (unit) => unit.run<Row>({ text, values }));
  const [row] = await run<{ file_key: string | null }>(`select file_key from imports where ${mine}`);
  if (row?.file_key) await filesOf(runtime).remove(workspaceId, row.file_key);
  await run(`delete from imports where ${mine} and state in ('uploaded', 'checked')`);
  await run(`update imports set file_key = null where ${mine} and state in ('done', 'failed', 'cancelled')`);
}
