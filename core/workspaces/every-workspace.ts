import { readInstance } from '../db/read-instance.ts';
import type { Runtime } from '../runtime.ts';
import type { Workspace } from '../sdk/index.ts';

/** All workspaces of the instance, by their addresses. */
export function everyWorkspace({ database }: Pick<Runtime, 'database'>): Promise<Workspace[]> {
  const text = 'select id, slug, name, currency, timezone, locale from workspaces order by slug';
  return readInstance<Workspace>(database, { text, values: [] });
}
