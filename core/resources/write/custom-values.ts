import type { OpenCtx } from '../../context/open-ctx.ts';
import { type CustomField, valueColumn } from '../../custom-fields/custom-field.ts';
import type { Statement } from '../../db/statement.ts';
import type { Runtime } from '../../runtime.ts';
import { InvalidInput } from '../../sdk/index.ts';
import { findResource } from '../find-resource.ts';
import { tableOf } from '../shape/columns.ts';

export interface CustomChange {
  readonly recordId: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Keep the typed mirror of custom values true, for filters and sorts. One pair of statements for any number of records. */
export async function mirrorCustomValues(
  ctx: OpenCtx,
  fields: readonly CustomField[],
  changes: readonly CustomChange[],
): Promise<void> {
  const rows = changes.flatMap((change) => rowsOf(fields, change));
  const touched = changes.flatMap(({ recordId, values }) =>
    fields
      .filter((field) => field.key in values)
      .map((field) => ({ record_id: recordId, field_id: field.id })),
  );
  if (touched.length === 0) return;
  await ctx.unit.run(deleteStatement(ctx.workspace.id, touched));
  if (rows.length > 0) await ctx.unit.run(insertStatement(ctx.workspace.id, rows));
}

function deleteStatement(workspaceId: string, touched: readonly object[]): Statement {
  return {
    text:
      'delete from custom_values v using jsonb_to_recordset($2::jsonb) as d(record_id uuid, field_id uuid) ' +
      'where v.workspace_id = $1 and v.record_id = d.record_id and v.field_id = d.field_id',
    values: [workspaceId, JSON.stringify(touched)],
  };
}

function insertStatement(workspaceId: string, rows: readonly object[]): Statement {
  const columns = 'field_id, record_id, position, text_value, number_value, day_value, flag_value';
  const types =
    'field_id uuid, record_id uuid, position smallint, text_value text, number_value double precision, day_value date, flag_value boolean';
  return {
    text: `insert into custom_values (workspace_id, ${columns}) select $1, ${columns} from jsonb_to_recordset($2::jsonb) as r(${types})`,
    values: [workspaceId, JSON.stringify(rows)],
  };
}

function rowsOf(fields: readonly CustomField[], { recordId, values }: CustomChange): object[] {
  return fields.flatMap((field) => {
    const value = values[field.key];
    if (value === undefined || value === null) return [];
    const list = Array.isArray(value) ? (value as unknown[]) : [value];
    return list.map((one, position) => ({
      field_id: field.id,
      record_id: recordId,
      position,
      [valueColumn(field.kind)]: one,
    }));
  });
}

/** A relation's value must be a live record of this workspace. JSON has no foreign keys, so it is looked up. */
export async function checkCustomRelations(
  runtime: Runtime,
  ctx: OpenCtx,
  fields: readonly CustomField[],
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  for (const field of fields) {
    const id = values[field.key];
    if (field.kind !== 'relation' || typeof id !== 'string') continue;
    const target = findResource(runtime, field.target ?? '');
    const text = `select 1 from ${tableOf(target)} where workspace_id = $1 and id = $2 and removed_at is null`;
    const found = await ctx.unit.run({ text, values: [ctx.workspace.id, id] });
    if (found.length === 0) {
      throw new InvalidInput([
        { path: ['custom', field.key], message: 'There is no such record in this workspace.' },
      ]);
    }
  }
}
