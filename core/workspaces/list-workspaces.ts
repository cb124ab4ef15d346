import { readInstance } from '../db/read-instance.ts';
import type { Runtime } from '../runtime.ts';

/** All workspaces of the instance by name, for its admin. */
export function listWorkspaces({
  database,
}: Pick<Runtime, 'database'>): Promise<{ readonly id: string; readonly name: string }[]> {
  return readInstance(database, {
    text: 'select id, name from workspaces order by name, id limit 1000',
    values: [],
  });
}
