import { viewerOf } from '../../context/viewer-of.ts';
import { extensionsAt } from '../../extensions/extensions-at.ts';
import { requestOutbound } from '../../ports/outbound/request-outbound.ts';
import { telling } from '../../realtime/told/tell.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Ctx } from '../../sdk/index.ts';
import { hasService } from '../../services/use-service.ts';
import { settingsValues } from '../../settings/settings-values.ts';

/** What a job that talks to the outside gets: all but the database, for which it opens units of its own. */
export function closedCtx(runtime: Runtime, scope: Scope): Ctx {
  return {
    ...viewerOf(runtime, scope),
    log: scope.log,
    signal: scope.signal,
    get db(): never {
      throw needsTransaction('db');
    },
    emit: async () => {
      throw needsTransaction('emit');
    },
    enqueue: async () => {
      throw needsTransaction('enqueue');
    },
    notify: async () => {
      throw needsTransaction('notify');
    },
    keepWithin: async () => {
      throw needsTransaction('keepWithin');
    },
    limitToReading: async () => {
      throw needsTransaction('limitToReading');
    },
    tell: (message, payload, to) => telling(runtime, scope, message, payload, to)(),
    use: () => {
      throw needsTransaction('use');
    },
    has: (service) => hasService(runtime, scope, service),
    all: (point) => extensionsAt(runtime, scope, point),
    settings: (group) => settingsValues(runtime, scope, group),
    request: (request) => requestOutbound(runtime, scope.workspace.id, { signal: scope.signal, ...request }),
  };
}

function needsTransaction(what: string): Error {
  return new Error(
    `An external job has no open transaction, so it has no ctx.${what}. Use job.inTransaction((ctx) => …) around it.`,
  );
}
