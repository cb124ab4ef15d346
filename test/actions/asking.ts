import type { Approval } from '../../core/actions/approvals/approval.ts';
import { approve, type Decision } from '../../core/actions/approvals/decide.ts';
import { loadApproval } from '../../core/actions/approvals/find-approval.ts';
import { seenHash } from '../../core/actions/approvals/seen.ts';
import type { Scope } from '../../core/scope.ts';
import type { DomainError } from '../../core/sdk/index.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';

type Asker = 'owner' | 'admin' | 'member';

/** Chores that programs ask to do, and the people who decide about it. */
export interface Asking {
  readonly app: TestApp;
  readonly owner: Scope;
  readonly admin: Scope;
  ask(id: string, input: object, role?: Asker): ReturnType<ReturnType<TestApp['as']>['post']>;
  /** Asks, and finds what waits then. */
  waiting(id: string, input: object, role?: Asker): Promise<Approval>;
  look(id: string): Promise<Approval>;
  make(title: string): Promise<{ readonly id: string; readonly version: number }>;
  titleOf(id: string): Promise<string>;
  /** How many chores are called so. */
  named(title: string): Promise<number>;
  decide(approval: Approval, scope?: Scope, more?: Partial<Decision>): ReturnType<typeof approve>;
}

export async function bootAsking(): Promise<Asking> {
  const app = await bootTestApp({ fixtures: ['chores'] });
  const [owner, admin] = [await app.scope('owner'), await app.scope('admin')];
  const asking: Asking = {
    ...{ app, owner, admin },
    ask: (id, input, role = 'member') => app.as(role).post(`/api/actions/${id}`).send(input),
    async waiting(id, input, role) {
      const { body } = await asking.ask(id, input, role).expect(202);
      return asking.look(body.approval.id);
    },
    look: (id) => loadApproval(app.runtime, owner, id),
    async make(title) {
      const { body } = await app.as('member').post('/api/chores/chores').send({ title }).expect(201);
      return body.data;
    },
    titleOf: async (id) =>
      (await app.as('viewer').get(`/api/chores/chores/${id}`).expect(200)).body.data.title,
    named: async (title) =>
      (await app.as('viewer').get('/api/chores/chores?limit=200').expect(200)).body.data.filter(
        (one: { title: string }) => one.title === title,
      ).length,
    decide: (approval, scope = owner, more = {}) =>
      approve(app.runtime, scope, approval.id, { seen: seenHash(approval), ...more }),
  };
  return asking;
}

/** Why it was not done; fails when it was. */
export async function refused(work: Promise<unknown>): Promise<DomainError> {
  try {
    await work;
  } catch (error) {
    return error as DomainError;
  }
  throw new Error('It was not refused.');
}
