import { identifier } from '../statement.ts';
import type { Roles } from './definer-function.ts';

/** A reset setting reads as an empty string, never as null: hence nullif. */
export const workspaceOfSession = "nullif(current_setting('app.workspace_id', true), '')::uuid";

function policy(table: string, name: string, rule: string, roles: Roles): string[] {
  const target = identifier(table);
  return [
    `alter table ${target} enable row level security`,
    `alter table ${target} force row level security`,
    `create policy ${identifier(name)} on ${target} using (${rule}) with check (${rule})`,
    `grant select, insert, update, delete on ${target} to ${identifier(roles.app)}`,
  ];
}

export function workspacePolicySql(table: string, roles: Roles): string[] {
  return policy(table, 'workspace_rows', `workspace_id = ${workspaceOfSession}`, roles);
}

/** Instance tables are empty inside a workspace's unit of work, where plugins run. */
export function instancePolicySql(table: string, roles: Roles): string[] {
  return policy(table, 'instance_rows', `${workspaceOfSession} is null`, roles);
}
