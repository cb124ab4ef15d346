import type { UnitOfWork } from '../../db/unit-of-work.ts';
import type { ImportOptions } from '../record/import-options.ts';
import type { ColumnMapping } from './column-mapping.ts';
import { headerSignature } from './header-signature.ts';

export interface RememberedMapping {
  readonly mapping: readonly ColumnMapping[];
  readonly options: ImportOptions;
}

/** How people of this workspace mapped a file with these columns the last time. */
export async function rememberedMapping(
  unit: UnitOfWork,
  resource: string,
  columns: readonly string[],
): Promise<RememberedMapping | null> {
  const [row] = await unit.run<RememberedMapping>({
    text: 'select mapping, options from import_mappings where workspace_id = $1 and resource = $2 and signature = $3',
    values: [unit.workspaceId, resource, headerSignature(columns)],
  });
  return row ?? null;
}

export async function rememberMapping(
  unit: UnitOfWork,
  resource: string,
  columns: readonly string[],
  { mapping, options }: RememberedMapping,
): Promise<void> {
  await unit.run({
    text:
      'insert into import_mappings (workspace_id, resource, signature, mapping, options) values ($1, $2, $3, $4, $5) ' +
      'on conflict (workspace_id, resource, signature) do update set mapping = excluded.mapping, options = excluded.options, used_at = now()',
    values: [
      unit.workspaceId,
      resource,
      headerSignature(columns),
      JSON.stringify(mapping),
      JSON.stringify(options),
    ],
  });
}
