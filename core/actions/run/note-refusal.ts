import { v7 as newId } from 'uuid';
import { redact } from '../../audit/redact.ts';
import { writeCall } from '../../audit/write-call.ts';
import { inWorkspace } from '../../db/unit-of-work.ts';
import { actorText } from '../../events/event-row.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { NotAllowed } from '../../sdk/index.ts';
import { argsHash } from '../args-hash.ts';
import { allActions } from '../catalogue/action-catalogue.ts';

const mostAMinute = 60;
const minuteMs = 60_000;
const counts = new WeakMap<Runtime, { since: number; readonly byActor: Map<string, number> }>();
const kept = new WeakSet<NotAllowed>();

/** Does it, and keeps in the audit that somebody tried what they may not. */
export async function notingRefusal<Result>(
  runtime: Runtime,
  scope: Scope,
  action: string,
  input: unknown,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotAllowed) await noteRefusal(runtime, scope, action, input, error);
    throw error;
  }
}

/** Once, however many doors it passes on its way out; a flood of tries is kept in part. */
export async function noteRefusal(
  runtime: Runtime,
  scope: Scope,
  action: string,
  input: unknown,
  refusal: NotAllowed,
): Promise<void> {
  if (kept.has(refusal)) return;
  kept.add(refusal);
  if (!hasRoom(runtime, `${scope.workspace.id} ${actorText(scope.actor)}`)) return;
  const secret = allActions(runtime.registry).get(action)?.secret;
  const call = { action, callId: newId(), outcome: 'refused', reason: refusal.message } as const;
  const row = { ...call, args: redact(input, secret), argsHash: argsHash(action, input) };
  await inWorkspace(runtime.database, scope.workspace.id, (unit) =>
    writeCall(unit, scope, runtime.now(), row),
  );
}

function hasRoom(runtime: Runtime, actor: string): boolean {
  const now = performance.now();
  const known = counts.get(runtime);
  const current =
    known && now - known.since < minuteMs ? known : { since: now, byActor: new Map<string, number>() };
  counts.set(runtime, current);
  const count = (current.byActor.get(actor) ?? 0) + 1;
  current.byActor.set(actor, count);
  return count <= mostAMinute;
}
