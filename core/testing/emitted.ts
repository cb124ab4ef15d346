import { inWorkspace } from '../db/unit-of-work.ts';
import type { EventRef } from '../sdk/index.ts';
import type { TestApp } from './boot-test-app.ts';

/**
 * What an event told so far in a workspace, oldest first.
 *
 * @example expect(await emitted(app, dealWon)).to.have.length(1);
 */
export async function emitted<Payload>(
  app: TestApp,
  event: EventRef<Payload>,
  workspace: 'a' | 'b' = 'a',
): Promise<Payload[]> {
  const rows = await inWorkspace(app.runtime.database, app.workspaces[workspace].id, (unit) =>
    unit.run<{ payload: unknown }>({
      text: 'select payload from events where event = $1 order by id',
      values: [event.id],
    }),
  );
  return rows.map(({ payload }) => event.schema.parse(payload));
}
