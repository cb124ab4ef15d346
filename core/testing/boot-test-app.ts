import { scopeOfMembership } from '../access/scope-of-person.ts';
import { enableDefaults } from '../modules/enable-defaults.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import type { BuiltInRole } from '../sdk/index.ts';
import { makeTestKeys } from './test-keys.ts';
import { makeTestWorkspace, type TestWorkspace } from './test-people.ts';
import { bootTestRuntime, type TestRuntime, type TestRuntimeOptions } from './test-runtime.ts';

export interface TestApp extends TestRuntime {
  /** Two workspaces with nobody in common; every plugin of the test is on in both. */
  readonly workspaces: { readonly a: TestWorkspace; readonly b: TestWorkspace };
  readonly keys: { readonly a: Record<BuiltInRole, string>; readonly b: Record<BuiltInRole, string> };
  /** What the person of that role may do, for calls below HTTP. */
  scope(role: BuiltInRole, workspace?: TestWorkspace): Promise<Scope>;
}

/**
 * The whole product on a database of its own, with two workspaces and a person of each role in both.
 *
 * @example
 * const app = await bootTestApp({ plugins: ['crm'] });
 * after(() => app.stop());
 */
export async function bootTestApp(options: TestRuntimeOptions = {}): Promise<TestApp> {
  const instance = await bootTestRuntime(options);
  const { runtime } = instance;
  const [a, b] = [await makeTestWorkspace(runtime, 'a'), await makeTestWorkspace(runtime, 'b')];
  const all = [...(options.plugins ?? []), ...(options.fixtures ?? [])];
  for (const workspace of [a, b])
    assertOn(runtime, options.plugins ?? [], await enableDefaults(runtime, workspace, all));
  return {
    ...instance,
    workspaces: { a, b },
    keys: { a: await makeTestKeys(runtime, a), b: await makeTestKeys(runtime, b) },
    scope: (role, workspace = a) => scopeIn(instance, workspace, role),
  };
}

/** Fixtures may be broken, that is what they are for; ours may not. */
function assertOn({ registry }: Runtime, ids: readonly string[], on: readonly string[]): void {
  const off = registry.plugins.filter(({ id }) => ids.includes(id) && !on.includes(id));
  if (off.length > 0)
    throw new Error(off.flatMap(({ id, problems }) => [`${id} is off.`, ...problems]).join('\n'));
}

function scopeIn({ runtime, log }: TestRuntime, workspace: TestWorkspace, role: BuiltInRole): Promise<Scope> {
  const caller = { log, signal: new AbortController().signal };
  return scopeOfMembership(runtime, workspace.people[role], { workspace, role }, caller);
}
