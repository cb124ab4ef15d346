import { basename } from 'node:path';
import supertest from 'supertest';
import type TestAgent from 'supertest/lib/agent.js';
import { scopeOfMembership } from '../access/scope-of-person.ts';
import { openInstance } from '../boot/open-instance.ts';
import { startWork } from '../boot/start-work.ts';
import { addressOf, listen } from '../boot/web-server.ts';
import { enableDefaults } from '../modules/enable-defaults.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import type { BuiltInRole } from '../sdk/index.ts';
import { makeTestKeys } from './test-keys.ts';
import { makeTestWorkspace, type TestWorkspace } from './test-people.ts';
import { bootTestRuntime, type TestRuntime, type TestRuntimeOptions } from './test-runtime.ts';

export type TestKeys = Readonly<Record<BuiltInRole, string>>;

export interface TestApp extends TestRuntime {
  /** Where it listens, for example `http://127.0.0.1:40123`. */
  readonly url: string;
  /** Two workspaces with nobody in common; every plugin of the test is on in both. */
  readonly workspaces: { readonly a: TestWorkspace; readonly b: TestWorkspace };
  /** An API key per role, with all that the role may do. */
  readonly keys: { readonly a: TestKeys; readonly b: TestKeys };
  /** Asks by the API key of that role; of workspace A unless said otherwise. */
  as(role: BuiltInRole, workspace?: TestWorkspace): TestAgent;
  /** Asks with no key and no session. */
  anonymous(): TestAgent;
  /** What the person of that role may do, for calls below HTTP. */
  scope(role: BuiltInRole, workspace?: TestWorkspace): Promise<Scope>;
}

/**
 * The whole product on a database of its own, with two workspaces and a person of each role in both.
 *
 * @example
 * const app = await bootTestApp({ plugins: ['crm'] });
 * await app.as('member').get('/api/crm/contacts').expect(200);
 * await app.stop();
 */
export async function bootTestApp(options: TestRuntimeOptions = {}): Promise<TestApp> {
  const instance = await bootTestRuntime(options);
  const url = await serve(instance);
  if (options.withWork) startWork(instance.runtime, instance.closing);
  const { a, b } = await fill(instance, options);
  const keys = { a: await makeTestKeys(instance.runtime, a), b: await makeTestKeys(instance.runtime, b) };
  return {
    ...instance,
    url,
    workspaces: { a, b },
    keys,
    as: (role, { id } = a) => agentWith(url, (id === a.id ? keys.a : keys.b)[role]),
    anonymous: () => supertest.agent(url),
    scope: (role, workspace = a) => scopeIn(instance, workspace, role),
  };
}

async function serve({ runtime, closing }: TestRuntime): Promise<string> {
  const server = openInstance(runtime, runtime.config.sessionSecret ?? '', closing);
  await listen(server, runtime.config);
  return addressOf(server, runtime.config);
}

async function fill(
  { runtime }: TestRuntime,
  { plugins = [], folders = [], fixtures = [] }: TestRuntimeOptions,
) {
  const [a, b] = [await makeTestWorkspace(runtime, 'a'), await makeTestWorkspace(runtime, 'b')];
  for (const workspace of [a, b]) {
    const whole = [...plugins, ...folders.map((folder) => basename(folder))];
    const on = await enableDefaults(runtime, workspace, [...whole, ...fixtures]);
    assertOn(runtime, whole, on);
  }
  return { a, b };
}

/** Fixtures may be broken, that is what they are for; ours may not. */
function assertOn({ registry }: Runtime, ids: readonly string[], on: readonly string[]): void {
  const off = registry.plugins.filter(({ id }) => ids.includes(id) && !on.includes(id));
  if (off.length > 0) {
    throw new Error(off.flatMap(({ id, problems }) => [`${id} is off.`, ...problems]).join('\n'));
  }
}

function agentWith(url: string, key: string): TestAgent {
  return supertest.agent(url).set('Authorization', `Bearer ${key}`);
}

function scopeIn({ runtime, log }: TestRuntime, workspace: TestWorkspace, role: BuiltInRole): Promise<Scope> {
  const caller = { log, signal: new AbortController().signal };
  return scopeOfMembership(runtime, workspace.people[role], { workspace, role }, caller);
}
