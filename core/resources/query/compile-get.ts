import type { Statement } from '../../db/statement.ts';
import { tableOf } from '../shape/columns.ts';
import { recordColumns } from '../shape/record-json.ts';
import { compileCondition } from './compile-condition.ts';
import { includeSql } from './compile-include.ts';
import type { ListTarget } from './compile-list.ts';

export interface GetOptions {
  readonly fields: readonly string[] | null;
  /** Records in the trash too. */
  readonly removed: boolean;
  /** Keep others from changing it until this transaction ends. */
  readonly lock?: boolean;
}

/** One record as JSON text, or no row. */
export function compileGet(target: ListTarget, id: string, options: GetOptions): Statement {
  const { resource, parameters } = target;
  const conditions = [
    `t.workspace_id = ${parameters.add(target.workspaceId)}`,
    `t.id = ${parameters.add(id)}`,
    ...(options.removed ? [] : ['t.removed_at is null']),
    ...(target.visible ? [compileCondition(target, target.visible)] : []),
  ];
  const includes = target.includes.map((include) => `, ${includeSql(target, include)}`).join('');
  const rows = `select ${recordColumns(resource, options.fields)}${includes} from ${tableOf(resource)} t where ${conditions.join(' and ')}`;
  const lock = options.lock ? ' for update of t' : '';
  return { text: `select row_to_json(r)::text as record from (${rows}${lock}) r`, values: parameters.values };
}
