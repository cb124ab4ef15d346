import { inWorkspace } from '../db/unit-of-work.ts';
import type { BuiltInRole, NotificationType } from '../sdk/index.ts';
import type { TestApp } from './boot-test-app.ts';

/**
 * What the person of a role was told so far, oldest first, whether they read it or not.
 *
 * @example expect(await notified(app, dealAssigned, 'admin')).to.have.length(1);
 */
export async function notified<Payload>(
  app: TestApp,
  type: NotificationType<Payload>,
  role: BuiltInRole,
  workspace: 'a' | 'b' = 'a',
): Promise<Payload[]> {
  const { id, people } = app.workspaces[workspace];
  const rows = await inWorkspace(app.runtime.database, id, (unit) =>
    unit.run<{ payload: unknown }>({
      text: 'select payload from notifications where type = $1 and user_id = $2 order by id',
      values: [type.id, people[role].id],
    }),
  );
  return rows.map(({ payload }) => type.schema.parse(payload));
}
