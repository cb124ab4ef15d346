import type { UnitOfWork } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import type { EventRef } from '../sdk/index.ts';
import { actorText, eventStatement } from './event-row.ts';

/** Writes the event into the caller's transaction; whoever listens hears of it once that is committed. */
export async function emit<Payload>(
  runtime: Pick<Runtime, 'commits' | 'registry'>,
  scope: Scope,
  unit: UnitOfWork,
  event: EventRef<Payload>,
  payload: Payload,
): Promise<void> {
  if (!runtime.registry.events.has(event.id)) {
    throw new Error(`No plugin declares the event "${event.id}". Add it to the events of its plugin.`);
  }
  // eslint-disable-next-line guildhall/guarded-plugin-calls -- it runs within the call of whoever asks for this
  const checked = event.schema.parse(payload);
  const row = {
    workspaceId: scope.workspace.id,
    event: event.id,
    change: null,
    // eslint-disable-next-line guildhall/guarded-plugin-calls -- it runs within the call of whoever asks for this
    about: event.options?.about?.(checked) ?? null,
    payload: checked,
    actor: actorText(scope.actor),
  };
  await unit.run(eventStatement([row]));
  unit.afterCommit(() => runtime.commits.raise());
}
