import type { Response } from 'express';
import { actorText } from '../events/event-row.ts';

export interface RequestOwner {
  readonly requestId?: string;
  readonly workspace?: string;
  readonly actor?: string;
}

/** Which request, of whom, in which workspace: as far as that is known when a line is written. */
export function whoseRequest({ locals }: Response): RequestOwner {
  const { requestId, scope, person } = locals;
  return {
    ...(requestId && { requestId }),
    ...(scope && { workspace: scope.workspace.id, actor: actorText(scope.actor) }),
    ...(!scope && person && { actor: `user:${person.id}` }),
  };
}
