import type { Origin, Scope } from '../scope.ts';
import type { Logger } from '../sdk/index.ts';
import type { Standing } from './standing.ts';

/** What a single request or piece of work adds to a standing. */
export interface Caller {
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly origin?: Origin | undefined;
}

/** The signal is asked for when it is needed, because most requests never look at it. */
export function scopeWith(standing: Standing, caller: Caller): Scope {
  return {
    workspace: standing.workspace,
    actor: standing.actor,
    grants: standing.grants,
    enabledPlugins: standing.enabledPlugins,
    log: caller.log,
    origin: caller.origin,
    get signal() {
      return caller.signal;
    },
  };
}
