import { allows } from '../access/policy.ts';
import { viewerOf } from '../context/viewer-of.ts';
import type { Contributed } from '../kernel/contributions/contributed.ts';
import { contributionsIn } from '../kernel/gate.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import type { NotificationType } from '../sdk/index.ts';
import { coreTypes } from './core-types.ts';

/** The kinds of messages this person may read now, whatever they might when they were told. */
export function readableTypes(runtime: Runtime, scope: Scope): Contributed<NotificationType>[] {
  const viewer = viewerOf(runtime, scope);
  const all = [...coreTypes, ...contributionsIn(runtime.registry, scope, 'notifications')];
  return all.filter(({ item }) => allows(viewer, item.permission));
}
