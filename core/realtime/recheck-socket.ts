import type { Runtime } from '../runtime.ts';
import { DomainError } from '../sdk/index.ts';
import { authoriseInterest } from './authorise-interest.ts';
import { dropInterest } from './hold-interest.ts';
import type { LiveSocket } from './live-socket.ts';
import type { Presence } from './presence/presence.ts';

/** What of a connection is looked at again. */
export type Aspect = 'session' | 'rights';

interface Parts {
  readonly runtime: Runtime;
  readonly presence: Presence;
}

/** Ends the connection with its session, and each thing it hears with the right to it. */
export async function recheckSocket(
  parts: Parts,
  socket: LiveSocket,
  aspects: ReadonlySet<Aspect>,
): Promise<void> {
  if (!socket.connected) return;
  try {
    if (aspects.has('session') && !(await socket.data.visitor.isSignedIn()))
      return void socket.disconnect(true);
    if (!aspects.has('rights')) return;
    for (const room of [...socket.data.interests.keys()]) await recheckRoom(parts, socket, room);
  } catch (error) {
    parts.runtime.log.warn(
      { err: error },
      'The rights of a live connection could not be looked at; it is closed.',
    );
    // Not disconnect(), after which a page does not come back by itself.
    socket.conn.close();
  }
}

async function recheckRoom(parts: Parts, socket: LiveSocket, room: string): Promise<void> {
  const held = socket.data.interests.get(room);
  if (!held || (await stillHolds(parts.runtime, socket, room))) return;
  dropInterest(parts, socket, room);
  socket.emit('left', held.interest);
}

async function stillHolds(runtime: Runtime, socket: LiveSocket, room: string): Promise<boolean> {
  const held = socket.data.interests.get(room);
  if (!held) return true;
  try {
    return (await authoriseInterest(runtime, socket.data.visitor, held.interest)).room === room;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
