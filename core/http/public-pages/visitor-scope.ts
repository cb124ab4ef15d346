import { scopeWith } from '../../access/caller.ts';
import { readInstance } from '../../db/read-instance.ts';
import { enabledPluginsOf } from '../../modules/enabled-plugins.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Workspace } from '../../sdk/index.ts';
import type { RequestCaller } from '../request-caller.ts';

const noGrants: ReadonlySet<string> = new Set();
const visitor = { kind: 'system', userId: null, name: 'a visitor' } as const;

/** A workspace as somebody sees it who is not signed in: no permission at all. Null when there is no such workspace. */
export async function visitorScope(
  runtime: Runtime,
  slug: string,
  caller: RequestCaller,
): Promise<Scope | null> {
  const [workspace] = await readInstance<Workspace & object>(runtime.database, {
    text: 'select id, slug, name, currency, timezone, locale from workspaces where slug = $1',
    values: [slug],
  });
  if (!workspace) return null;
  const enabledPlugins = await enabledPluginsOf(runtime, workspace.id);
  return scopeWith({ workspace, actor: visitor, grants: noGrants, enabledPlugins }, caller);
}
