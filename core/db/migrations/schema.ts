import type { ClientBase } from 'pg';
import type { MigrationSchema, WorkspaceTable } from '../../sdk/migration.ts';
import { identifier } from '../statement.ts';
import { type DefinerFunction, definerFunctionSql, type Roles } from './definer-function.ts';
import { defaultOrderIndex, trashIndex } from './index-sql.ts';
import { instancePolicySql, ownerPolicySql, workspacePolicySql } from './policy-sql.ts';
import { describeTable } from './table-sql.ts';

/** What the core's own migrations may do besides. */
export interface CoreMigrationSchema extends MigrationSchema {
  /** A table that the owner alone fills and reads; the app's role has no right to it at all. */
  ownerTable(name: string, columns: readonly string[]): Promise<void>;
  /** A table of the whole instance, from its column definitions. Invisible inside a workspace's unit of work. */
  instanceTable(name: string, columns: readonly string[]): Promise<void>;
  /** A workspace table that is no resource: `columns` besides workspace_id, `key` the rest of its primary key. */
  plainWorkspaceTable(name: string, columns: readonly string[], key: readonly string[]): Promise<void>;
  /** A reviewed function past row-level security. */
  definerFunction(definition: DefinerFunction): Promise<void>;
}

const systemColumns = [
  'workspace_id uuid not null',
  'id uuid not null',
  'version integer not null default 1',
  'created_at timestamptz(3) not null default now()',
  'updated_at timestamptz(3) not null default now()',
  'removed_at timestamptz(3)',
  "custom jsonb not null default '{}'",
];

export function schemaOn(client: ClientBase, roles: Roles): CoreMigrationSchema {
  const runAll = async (statements: readonly string[]): Promise<void> => {
    for (const statement of statements) await client.query(statement);
  };
  return {
    workspaceTable: (name, describe) => runAll(workspaceTableSql(name, roles, describe)),
    alterTable: (name, describe) => runAll(alterTableSql(name, roles, describe)),
    dropColumn: (table, column) =>
      runAll([`alter table ${identifier(table)} drop column ${identifier(column)}`]),
    dropTable: (name) => runAll(dropTableSql(name)),
    sql: (text) => runAll([text]),
    instanceTable: (name, columns) => runAll([createTable(name, columns), ...instancePolicySql(name, roles)]),
    ownerTable: (name, columns) => runAll([createTable(name, columns), ...ownerPolicySql(name, roles)]),
    plainWorkspaceTable: (name, columns, key) => runAll(plainTableSql(name, columns, key, roles)),
    definerFunction: (definition) => runAll(definerFunctionSql(definition, roles)),
  };
}

function createTable(name: string, columns: readonly string[]): string {
  return `create table ${identifier(name)} (${columns.join(', ')})`;
}

function workspaceTableSql(name: string, roles: Roles, describe: (table: WorkspaceTable) => void): string[] {
  const { columns, constraints, after } = describeTable(name, roles, describe);
  const body = [...systemColumns, ...columns, 'primary key (workspace_id, id)', ...constraints];
  return [
    `create table ${identifier(name)} (${body.join(', ')})`,
    ...workspacePolicySql(name, roles),
    defaultOrderIndex(name),
    trashIndex(name),
    ...after,
  ];
}

function plainTableSql(
  name: string,
  columns: readonly string[],
  key: readonly string[],
  roles: Roles,
): string[] {
  const primaryKey = `primary key (${['workspace_id', ...key].map(identifier).join(', ')})`;
  const body = ['workspace_id uuid not null', ...columns, primaryKey];
  return [`create table ${identifier(name)} (${body.join(', ')})`, ...workspacePolicySql(name, roles)];
}

function alterTableSql(name: string, roles: Roles, describe: (table: WorkspaceTable) => void): string[] {
  const { columns, constraints, after } = describeTable(name, roles, describe);
  const additions = [
    ...columns.map((column) => `add column ${column}`),
    ...constraints.map((one) => `add ${one}`),
  ];
  const alter = `alter table ${identifier(name)} ${additions.join(', ')}`;
  return additions.length > 0 ? [alter, ...after] : after;
}

function dropTableSql(name: string): string[] {
  const search = identifier(`${name}_search`);
  return [`drop function if exists ${search}(text[], integer)`, `drop table ${identifier(name)}`];
}
