import { inWorkspace, type UnitOfWork } from '../db/unit-of-work.ts';
import { emit } from '../events/emit.ts';
import { extensionsAt } from '../extensions/extensions-at.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { notify } from '../notifications/notify.ts';
import { keepCountWithinCaps, keepMeterWithinCap } from '../plan-limits/keep-within-caps.ts';
import { requestOutbound } from '../ports/outbound/request-outbound.ts';
import { telling } from '../realtime/told/tell.ts';
import { tableAccess } from '../resources/table/table-access.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import type { Ctx, Db } from '../sdk/index.ts';
import { hasService, useService } from '../services/use-service.ts';
import { settingsValues } from '../settings/settings-values.ts';
import { limitToReading } from '../workspaces/holds/limit-to-reading.ts';
import { assertPlainQuery } from './plain-query.ts';

/** A context with the transaction it stands on, for the core itself. */
export interface OpenCtx extends Ctx {
  readonly unit: UnitOfWork;
  readonly scope: Scope;
  /** Records of this resource were added: more than a plan allows takes the transaction back. @throws LimitReached */
  added(resourceId: string): Promise<void>;
}

/** Open a unit of work for an actor in a workspace; what `work` does is committed together or not at all. */
export function openCtx<Result>(
  runtime: Runtime,
  scope: Scope,
  work: (ctx: OpenCtx) => Promise<Result>,
): Promise<Result> {
  return inWorkspace(runtime.database, scope.workspace.id, (unit) => work(contextOn(runtime, scope, unit)));
}

export function contextOn(runtime: Runtime, scope: Scope, unit: UnitOfWork): OpenCtx {
  const asMeter = () => contextOn(runtime, meterScope(runtime, scope), unit);
  const ctx: OpenCtx = {
    workspace: scope.workspace,
    actor: scope.actor,
    log: scope.log,
    signal: scope.signal,
    scope,
    unit,
    now: () => runtime.now(),
    can: (permission) => scope.grants.has(permission),
    emit: (event, payload) => emit(runtime, scope, unit, event, payload),
    enqueue: (job, payload, options) => enqueue(runtime, scope, unit, job, payload, options),
    use: (service) => useService(runtime, ctx, service),
    has: (service) => hasService(runtime, scope, service),
    all: (point) => extensionsAt(runtime, scope, point),
    settings: (group) => settingsValues(runtime, scope, group),
    request: (request) => requestOutbound(runtime, scope.workspace.id, { signal: scope.signal, ...request }),
    notify: (type, options) => notify(runtime, ctx, type, options),
    keepWithin: (meter) => keepMeterWithinCap(runtime, scope, asMeter, meter),
    limitToReading: (reason) => limitToReading(runtime, ctx, reason),
    added: (resourceId) => keepCountWithinCaps(runtime, scope, asMeter, resourceId),
    tell: (message, payload, to) => unit.afterCommit(telling(runtime, scope, message, payload, to)),
    get db(): Db {
      return databaseOf(runtime, ctx);
    },
  };
  return ctx;
}

/** A meter counts what is there, not what one person may see of it. */
function meterScope({ registry }: Runtime, scope: Scope): Scope {
  const actor = { kind: 'system', userId: null, name: 'Usage meters' } as const;
  return { ...scope, actor, grants: new Set(registry.permissions.keys()) };
}

function databaseOf(runtime: Runtime, ctx: OpenCtx): Db {
  return {
    table: (resource) => tableAccess(runtime, ctx, resource),
    from: (table) => ctx.unit.from(table),
    async sql(text, values = []) {
      assertPlainQuery(text);
      return ctx.unit.run({ text, values });
    },
  };
}
