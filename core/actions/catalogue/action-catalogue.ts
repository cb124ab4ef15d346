import { viewerOf } from '../../context/viewer-of.ts';
import { gate, isOn } from '../../kernel/gate.ts';
import type { Registry } from '../../kernel/registry.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { NotAllowed, NotFound } from '../../sdk/index.ts';
import type { OfferedAction } from '../offered-action.ts';
import { toolName } from '../tool-name.ts';
import { declaredAction } from './declared-actions.ts';
import { recordActions } from './record-actions.ts';

type Catalogue = ReadonlyMap<string, OfferedAction>;

const made = new WeakMap<Registry, Catalogue>();

/** Every action there is, in one stable order, whoever may do it. */
export function allActions(registry: Registry): Catalogue {
  const known = made.get(registry);
  if (known) return known;
  const all = [
    ...[...registry.resources.values()].flatMap(recordActions),
    ...registry.contributions.actions.map(({ plugin, item }) => declaredAction(plugin, item)),
  ];
  const sorted = all.sort((a, b) => (a.id < b.id ? -1 : 1));
  const catalogue = new Map(sorted.map((action) => [action.id, action]));
  made.set(registry, catalogue);
  return catalogue;
}

/**
 * What somebody may do in a workspace now: what its plugins that are on offer, as far as their rights
 * reach. Workflow steps, agents, the palette and tools are made from it.
 */
export function catalogueFor(runtime: Runtime, scope: Scope): OfferedAction[] {
  return [...allActions(runtime.registry).values()].filter(
    (action) => isOn(scope, action.plugin) && mayAsk(runtime, scope, action),
  );
}

/** The gate, then the policy. By id, or by the name of its tool. @throws NotFound, NotAllowed */
export function openAction(runtime: Runtime, scope: Scope, name: string): OfferedAction {
  const action = findAction(runtime, name);
  gate(scope, action.plugin);
  action.authorise(viewerOf(runtime, scope));
  return action;
}

/** @throws NotFound */
export function findAction({ registry }: Runtime, name: string): OfferedAction {
  const all = allActions(registry);
  const found = all.get(name) ?? [...all.values()].find(({ id }) => toolName(id) === name);
  if (!found) throw new NotFound('There is nothing here.');
  return found;
}

function mayAsk(runtime: Runtime, scope: Scope, action: OfferedAction): boolean {
  try {
    action.authorise(viewerOf(runtime, scope));
    return true;
  } catch (error) {
    if (error instanceof NotAllowed) return false;
    throw error;
  }
}
