import { contextOn } from '../context/open-ctx.ts';
import type { UnitOfWork } from '../db/unit-of-work.ts';
import { callPlugin } from '../kernel/call-plugin.ts';
import { describeFailure } from '../kernel/import/describe-failure.ts';
import type { FoundPlugin } from '../kernel/registry.ts';
import { timeLimits } from '../kernel/time-limits.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { Conflict, DomainError } from '../sdk/index.ts';
import { titleOf } from './dependencies.ts';

/** Lets a plugin fill the workspace it was switched on in, within the same transaction. */
export async function seedPlugin(
  runtime: Runtime,
  scope: Scope,
  unit: UnitOfWork,
  plugin: FoundPlugin,
): Promise<void> {
  try {
    const ctx = contextOn(runtime, seedScope(runtime, scope, plugin), unit);
    const limitMs = timeLimits(runtime.config).task;
    const call = { plugin: plugin.id, what: 'seed', limitMs, within: ctx };
    await callPlugin(runtime, call, () => plugin.declaration?.seed?.(ctx));
  } catch (error) {
    throw seedFailure(scope, plugin, error);
  }
}

/** The system acts, so that a seed does not depend on the rights of who moved the switch. */
function seedScope(runtime: Runtime, scope: Scope, plugin: FoundPlugin): Scope {
  const grants = new Set(runtime.registry.permissions.keys());
  const enabledPlugins = new Set([...scope.enabledPlugins, plugin.id]);
  return {
    ...scope,
    actor: { kind: 'system', userId: null, name: `Setting up ${titleOf(plugin)}` },
    grants,
    enabledPlugins,
  };
}

function seedFailure(scope: Scope, plugin: FoundPlugin, error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  const reason = describeFailure(error, plugin.folder);
  scope.log.error({ plugin: plugin.id, err: error }, 'A plugin could not fill a workspace.');
  const message = `${titleOf(plugin)} could not be set up here, so nothing was changed. ${reason}`;
  return new Conflict(message, { plugin: plugin.id }, { cause: error });
}
