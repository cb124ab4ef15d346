import type { BuiltInRole } from '../sdk/index.ts';
import type { TestApp } from './boot-test-app.ts';

export type ApiAgent = ReturnType<TestApp['as']>;

/**
 * Calls of the API with the key of a role's person.
 *
 * @example
 * const answer = await apiAgent(app, 'member').post('/api/crm/contacts').send({ firstName: 'Ada' });
 */
export function apiAgent(app: TestApp, role: BuiltInRole, workspace: 'a' | 'b' = 'a'): ApiAgent {
  return app.as(role, app.workspaces[workspace]);
}
