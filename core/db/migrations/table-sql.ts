import type { ReferenceOptions, WorkspaceTable } from '../../sdk/migration.ts';
import { identifier } from '../statement.ts';
import { choiceCheck, columnSql, lengthCheck } from './column-sql.ts';
import type { Roles } from './definer-function.ts';
import { filterIndex, foreignKeyIndex, sortIndex, uniqueIndex } from './index-sql.ts';
import { searchSql } from './search-sql.ts';

/** What a description of a table asks for, in the order it must run. */
export interface TableParts {
  readonly columns: string[];
  readonly constraints: string[];
  readonly after: string[];
}

const onDeleteSql = (column: string, action: ReferenceOptions['onDelete']): string => {
  // The column list keeps `set null` off workspace_id (PostgreSQL 15).
  if (action === 'set null') return ` on delete set null (${identifier(column)})`;
  return action === 'cascade' ? ' on delete cascade' : '';
};

function foreignKey(
  table: string,
  column: string,
  target: string,
  action: ReferenceOptions['onDelete'],
): string {
  const name = identifier(`${table}_${column}_fkey`.slice(0, 63));
  const key = `foreign key (workspace_id, ${identifier(column)}) references ${identifier(target)} (workspace_id, id)`;
  return `constraint ${name} ${key}${onDeleteSql(column, action)}`;
}

/** Collects a description; `table` is where it will stand. */
export function describeTable(
  table: string,
  roles: Roles,
  describe: (table: WorkspaceTable) => void,
): TableParts {
  const parts: TableParts = { columns: [], constraints: [], after: [] };
  describe(recorder(table, roles, parts));
  return parts;
}

/** A column made elsewhere is taken for text; any other kind would refuse the collation aloud. */
function isText(columns: readonly string[], name: string): boolean {
  const described = columns.find((column) => column.startsWith(`${identifier(name)} `));
  return described?.startsWith(`${identifier(name)} text`) ?? true;
}

function recorder(table: string, roles: Roles, { columns, constraints, after }: TableParts): WorkspaceTable {
  const typed =
    (type: string): WorkspaceTable['integer'] =>
    (name, options) => {
      columns.push(columnSql(name, type, options));
    };
  const refer = (name: string, target: string, options: ReferenceOptions = {}): void => {
    columns.push(columnSql(name, 'uuid', options));
    constraints.push(foreignKey(table, name, target, options.onDelete));
    after.push(foreignKeyIndex(table, name));
  };
  return {
    text: (name, options = {}) => {
      columns.push(columnSql(name, 'text', options, lengthCheck(name, options.max)));
    },
    choice: (name, values, options) => {
      columns.push(columnSql(name, 'text', options, choiceCheck(name, values)));
    },
    integer: typed('integer'),
    bigint: typed('bigint'),
    double: typed('double precision'),
    boolean: typed('boolean'),
    day: typed('date'),
    instant: typed('timestamptz(3)'),
    uuid: typed('uuid'),
    textList: (name) => {
      columns.push(`${identifier(name)} text[] not null default '{}'`);
    },
    reference: refer,
    user: (name, options) => refer(name, 'memberships', options),
    filterIndex: (...names) => void after.push(filterIndex(table, names)),
    sortIndex: (name) => void after.push(sortIndex(table, name, isText(columns, name))),
    unique: (...names) => void after.push(uniqueIndex(table, names)),
    searchable: (...names) => void after.push(...searchSql(table, names, roles)),
  };
}
