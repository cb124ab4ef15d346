import { inWorkspace, type UnitOfWork } from '../../db/unit-of-work.ts';
import type { Runtime } from '../../runtime.ts';
import { NotFound } from '../../sdk/index.ts';
import type { ImportRecord } from './import-record.ts';
import { type ImportRow, toImport } from './import-row.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const newest = 50;

/** @throws NotFound */
export async function findImport(unit: UnitOfWork, id: string): Promise<ImportRecord> {
  const [row] = uuid.test(id)
    ? await unit.run<ImportRow>({
        text: 'select * from imports where workspace_id = $1 and id = $2',
        values: [unit.workspaceId, id],
      })
    : [];
  if (!row) throw new NotFound('There is no such import.');
  return toImport(row);
}

export function loadImport(runtime: Runtime, workspaceId: string, id: string): Promise<ImportRecord> {
  return inWorkspace(runtime.database, workspaceId, (unit) => findImport(unit, id));
}

/** The newest imports of a resource, or of all when none is named. */
export async function listImports(
  runtime: Runtime,
  workspaceId: string,
  resources: readonly string[],
): Promise<ImportRecord[]> {
  const text = `select * from imports where workspace_id = $1 and resource = any($2::text[]) order by created_at desc, id limit ${newest}`;
  const rows = await inWorkspace(runtime.database, workspaceId, (unit) =>
    unit.run<ImportRow>({ text, values: [workspaceId, resources] }),
  );
  return rows.map(toImport);
}
