import type { Allowed } from './authorise-interest.ts';
import type { Listening } from './listening.ts';
import type { LiveSocket } from './live-socket.ts';
import type { Answer } from './messages.ts';
import { mayTellIds } from './publish-changes.ts';

type Parts = Pick<Listening, 'runtime' | 'relay' | 'changes' | 'outgoing'>;
type CaughtUp = Omit<Extract<Answer, { ok: true }>, 'ok'>;

/** What changed at a place since a page was rendered, or since its connection was lost. */
export function missedThere(
  { runtime, relay }: Parts,
  { changes: place }: Allowed,
  since: string | undefined,
): CaughtUp {
  if (place === null) return {};
  const seen = relay.seen();
  if (since === undefined) return { seen };
  const missed = relay.missed(place, since);
  if (missed.length === 0) return { seen };
  return { seen, missed: mayTellIds(runtime, place.resource) ? missed : 'refresh' };
}

/** How far a connection has been told everything; nothing is said while a refresh is still to come. */
export async function seenBy({ relay, changes, outgoing }: Parts, socket: LiveSocket): Promise<Answer> {
  const seen = relay.seen();
  await outgoing.settled();
  const places = [...socket.data.interests.values()].flatMap(({ changes: place }) => place ?? []);
  const isTold = seen !== '' && !socket.data.isBehind && !places.some((place) => changes.isHolding(place));
  return { ok: true, ...(isTold && { seen }) };
}
