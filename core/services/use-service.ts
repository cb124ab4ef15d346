import type { OpenCtx } from '../context/open-ctx.ts';
import { attributed } from '../kernel/attributed.ts';
import { currentCall, enterPlugin } from '../kernel/call-plugin.ts';
import type { Contributed } from '../kernel/contributions/contributed.ts';
import { isOn } from '../kernel/gate.ts';
import type { Registry } from '../kernel/registry.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { type ServiceProvider, type ServiceRef, Unavailable } from '../sdk/index.ts';

type Provider = Contributed<ServiceProvider>;

/** As long as a statement may take: what a service does is the caller's transaction. */
const limitMs = 15_000;
const beingMade = Symbol('being made');
const made = new WeakMap<OpenCtx, Map<string, unknown>>();
const providers = new WeakMap<Registry, ReadonlyMap<string, Provider>>();

/** A service for this context, made once. @throws Unavailable where it is not to be had here */
export function useService<Service>(runtime: Runtime, ctx: OpenCtx, { id }: ServiceRef<Service>): Service {
  const provider = providerOf(runtime.registry, id);
  if (!provider || !isOn(ctx.scope, provider.plugin)) throw notHere(runtime, id, provider);
  assertDeclared(runtime.registry, provider, id);
  const known = made.get(ctx) ?? new Map<string, unknown>();
  made.set(ctx, known);
  const before = known.get(id);
  if (before === beingMade) throw new Error(`The service ${id} needs itself while it is made.`);
  const service = before ?? makeOne(runtime, ctx, provider, known);
  return service as Service;
}

export function hasService({ registry }: Runtime, scope: Scope, { id }: ServiceRef<unknown>): boolean {
  const provider = providerOf(registry, id);
  return provider !== undefined && isOn(scope, provider.plugin);
}

function makeOne(
  runtime: Runtime,
  ctx: OpenCtx,
  { plugin, item }: Provider,
  known: Map<string, unknown>,
): unknown {
  const what = `service ${item.id}`;
  known.set(item.id, beingMade);
  try {
    const service: unknown = enterPlugin(runtime, { plugin, what, limitMs }, () => item.make(ctx));
    const guarded = attributed(runtime, { plugin, what, limitMs }, service);
    known.set(item.id, guarded);
    return guarded;
  } catch (error) {
    known.delete(item.id);
    throw error;
  }
}

function providerOf(registry: Registry, id: string): Provider | undefined {
  const known =
    providers.get(registry) ?? new Map(registry.contributions.services.map((one) => [one.item.id, one]));
  providers.set(registry, known);
  return known.get(id);
}

function notHere({ registry }: Runtime, id: string, provider: Provider | undefined): Unavailable {
  if (!provider) return new Unavailable(`Nothing on this instance offers the service ${id}.`);
  const found = registry.plugins.find((one) => one.id === provider.plugin);
  const title = found?.declaration?.title ?? provider.plugin;
  return new Unavailable(`This needs the module ${title}, which is switched off in this workspace.`, {
    service: id,
  });
}

/** An admin consents to what a plugin reaches for; nothing beyond that is handed out. */
function assertDeclared({ plugins }: Registry, provider: Provider, id: string): void {
  const caller = currentCall()?.plugin;
  if (caller === undefined || caller === provider.plugin) return;
  const declared = plugins.find((one) => one.id === caller)?.declaration?.capabilities?.services ?? [];
  if (declared.includes(id)) return;
  throw new Error(
    `Plugin "${caller}" uses the service ${id} without saying so. Name it in capabilities.services.`,
  );
}
