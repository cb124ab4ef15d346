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

/** The right is taken away, and the policy holds where rights are granted anew to all tables, as to another app role. */
export function ownerPolicySql(table: string, roles: Roles): string[] {
  const isOwner = `(select relowner from pg_class where oid = '${identifier(table)}'::regclass) = quote_ident(current_user)::regrole`;
  return [
    ...instancePolicySql(table, roles),
    `create policy "owner_alone" on ${identifier(table)} as restrictive using (${isOwner}) with check (${isOwner})`,
    `revoke all on ${identifier(table)} from ${identifier(roles.app)}`,
  ];
}

/** Instance tables are empty inside a workspace's unit of work, where plugins run. */
export function instancePolicySql(table: string, roles: Roles): string[] {
  return policy(table, 'instance_rows', `${workspaceOfSession} is null`, roles);
}
