import type { Ctx } from '../context.ts';

/** A service by name, with the type of what it does. Stands in `api.ts`. */
export interface ServiceRef<Service> {
  /** `<plugin>.<words>`. */
  readonly id: string;
  /** Carries the type; never read. */
  readonly type?: Service;
}

/**
 * Name what a plugin does for others, in `api.ts`.
 *
 * @example export const ledger = defineService<{ post(entry: Entry): Promise<void> }>('finance.ledger');
 */
export function defineService<Service>(id: string): ServiceRef<Service> {
  return Object.freeze({ id });
}

/** Who does it: `make` gives the service for one context, so all it does is the caller's transaction. */
export interface ServiceProvider<Service = unknown> {
  readonly id: string;
  make(ctx: Ctx): Service;
}

/**
 * Do what the service promises. Others reach it as `ctx.use(ledger)`.
 *
 * @example services: [provide(ledger, (ctx) => ({ post: (entry) => postEntry(ctx, entry) }))]
 */
export function provide<Service>(
  service: ServiceRef<Service>,
  make: (ctx: Ctx) => Service,
): ServiceProvider<Service> {
  return Object.freeze({ id: service.id, make });
}
