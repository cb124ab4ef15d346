import supertest from 'supertest';
import { createApp } from '../http/app.ts';
import type { BuiltInRole } from '../sdk/index.ts';
import type { TestApp } from './boot-test-app.ts';

export type ApiAgent = ReturnType<typeof supertest.agent>;

/**
 * Calls of the API with the key of a role's person.
 *
 * @example
 * const answer = await apiAgent(app, 'member').post('/api/crm/contacts').send({ firstName: 'Ada' });
 */
export function apiAgent(app: TestApp, role: BuiltInRole, workspace: 'a' | 'b' = 'a'): ApiAgent {
  const agent = supertest.agent(createApp(app.runtime));
  agent.set('Authorization', `Bearer ${app.keys[workspace][role]}`);
  return agent;
}
