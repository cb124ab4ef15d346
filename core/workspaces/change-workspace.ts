import { authorise } from '../access/policy.ts';
import { workspacesTopic } from '../access/topics.ts';
import { viewerOf } from '../context/viewer-of.ts';
import { inInstance } from '../db/unit-of-work.ts';
import { parseInput } from '../parse-input.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { workspaceInput } from './workspace-input.ts';

/** A new name or new regional settings. Its address stays, so that links do. @throws NotAllowed, InvalidInput */
export async function changeWorkspace(runtime: Runtime, scope: Scope, input: unknown): Promise<void> {
  authorise(viewerOf(runtime, scope), 'workspace:rename');
  const { name, currency, timezone, locale } = parseInput(workspaceInput, input);
  await inInstance(runtime.database, (unit) =>
    unit.run({
      text: `update workspaces set name = $2, currency = $3, timezone = $4, locale = $5, updated_at = $6
        where id = $1`,
      values: [scope.workspace.id, name, currency, timezone, locale, runtime.now()],
    }),
  );
  await runtime.broadcast.tell(workspacesTopic, scope.workspace.id);
}
