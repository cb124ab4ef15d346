const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The parameter of `set_config`: a workspace, or empty for the instance's own tables. */
export function scopeValue(workspaceId: string | null): string {
  if (workspaceId === null) return '';
  if (!uuid.test(workspaceId)) throw new Error('A unit of work needs a workspace id.');
  return workspaceId;
}

/** Binds the transaction to a workspace; the setting ends with it, so it is safe behind a pooler. */
export const scopeText = "select set_config('app.workspace_id', $1, true)";

export function scopeSql(workspaceId: string | null): string {
  return scopeText.replace('$1', `'${scopeValue(workspaceId)}'`);
}
