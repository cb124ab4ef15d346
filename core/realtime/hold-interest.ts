import type { Allowed } from './authorise-interest.ts';
import type { Listening } from './listening.ts';
import type { LiveSocket } from './live-socket.ts';
import type { Interest } from './messages.ts';

type Parts = Pick<Listening, 'presence'>;

/** From here on this connection hears what is told there, and may be seen there. */
export function holdInterest(
  { presence }: Parts,
  socket: LiveSocket,
  interest: Interest,
  allowed: Allowed,
): void {
  const isNew = !socket.data.interests.has(allowed.room);
  socket.data.interests.set(allowed.room, { ...allowed, interest });
  void socket.join(allowed.room);
  if (isNew && allowed.here) presence.arrive(allowed.room, allowed.here);
  if (!('message' in interest) && 'presence' in interest && interest.presence === 'watching')
    presence.show(socket, allowed.room);
}

export function dropInterest({ presence }: Parts, socket: LiveSocket, room: string): void {
  const held = socket.data.interests.get(room);
  if (!held) return;
  socket.data.interests.delete(room);
  void socket.leave(room);
  if (held.here) presence.leave(room, held.here);
}

/** The connection is gone: its rooms are empty of it already. */
export function dropAll(parts: Parts, socket: LiveSocket): void {
  for (const room of [...socket.data.interests.keys()]) dropInterest(parts, socket, room);
}
