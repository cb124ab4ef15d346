import { authorise } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { gate } from '../../kernel/gate.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { type AccessRule, type Fields, NotFound, type Resource } from '../../sdk/index.ts';

/** The plugin's gate and its breaker, then the policy: the first line of everything done to records. */
export function openResource(
  runtime: Runtime,
  scope: Scope,
  resource: Resource,
  rule: AccessRule<Fields>,
): void {
  gate(scope, resource.plugin);
  runtime.pluginCalls.enter(resource.plugin);
  if (typeof rule === 'string') authorise(viewerOf(runtime, scope), rule);
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What is no id cannot be there. @throws NotFound */
export function recordId(id: string): string {
  if (!uuid.test(id)) throw new NotFound('There is no such record.');
  return id.toLowerCase();
}
