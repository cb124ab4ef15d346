import type { z } from 'zod';
import type { Ctx } from './context.ts';

/** An address of a plugin's own, for what a resource does not fit. It answers JSON. */
export interface Route<Input = unknown> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below `/api/<plugin>`, starting with a slash; `:name` parts become input. */
  readonly path: string;
  readonly summary: string;
  /** The permission it needs. */
  readonly access: string;
  /** Path parameters, query and body together; unknown keys are refused. */
  readonly input: z.ZodType<Input>;
  readonly run: (ctx: Ctx, input: Input) => Promise<unknown>;
}

/**
 * @example
 * defineRoute({ method: 'get', path: '/forecast', summary: 'Expected revenue by month', access: 'crm:read',
 *   input: z.strictObject({ months: z.coerce.number().int().max(24) }), run: forecast });
 */
export function defineRoute<Input>(route: Route<Input>): Route {
  return route as unknown as Route;
}
