import type { LiveServer, LiveSocket } from './live-socket.ts';
import type { ToClient } from './messages.ts';

/** Messages to many, in the order they were asked for. */
export interface Outgoing {
  send<Name extends keyof ToClient>(
    rooms: readonly string[],
    name: Name,
    ...message: Parameters<ToClient[Name]>
  ): void;
  /** Resolves once all that was asked for until now has left. */
  settled(): Promise<void>;
}

/** So many are written to in one go; then others have their turn. */
const chunk = 200;
/** Messages that may wait for one connection. */
const mostWaiting = 256;

/** Messages to all that may be under way at a time. Beyond, what plugins tell is left out: it arrives once or never. */
const mostUnderWay = 1_000;

interface Sending {
  readonly to: readonly string[];
  readonly name: keyof ToClient;
  readonly message: readonly unknown[];
  at: number;
}

/** Thousands are told in slices, so that whoever asks meanwhile is answered; who does not listen is left out. */
export function openOutgoing(io: LiveServer): Outgoing {
  const queue: Sending[] = [];
  let waiting: (() => void)[] = [];
  let isBusy = false;

  const turn = (): void => {
    const [first] = queue;
    if (first) sendChunk(io, first);
    if (first && first.at >= first.to.length) queue.shift();
    isBusy = queue.length > 0;
    if (isBusy) return void setImmediate(turn);
    for (const go of waiting) go();
    waiting = [];
  };

  return {
    send(rooms, name, ...message) {
      if (name === 'told' && queue.length >= mostUnderWay) return;
      const to = membersOf(io, rooms);
      if (to.length === 0) return;
      queue.push({ to, name, message, at: 0 });
      // A handful hears of it at once.
      if (!isBusy) turn();
    },
    settled: () => (isBusy ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()),
  };
}

function membersOf({ sockets }: LiveServer, rooms: readonly string[]): string[] {
  const members = new Set<string>();
  for (const room of rooms) for (const id of sockets.adapter.rooms.get(room) ?? []) members.add(id);
  return [...members];
}

function sendChunk(io: LiveServer, sending: Sending): void {
  const ids = sending.to.slice(sending.at, sending.at + chunk).filter((id) => keepsUp(io, id));
  sending.at += chunk;
  // Each connection is alone in a room of its own id; the message is written once for all of them.
  if (ids.length > 0) io.local.to(ids).emit(sending.name, ...(sending.message as never));
}

function keepsUp({ sockets }: LiveServer, id: string): boolean {
  const socket = sockets.sockets.get(id);
  if (!socket) return false;
  if (!socket.data.isBehind && waitingFor(socket) >= mostWaiting) fallBehind(socket);
  return !socket.data.isBehind;
}

/** The connection's own list of what is still to be written. */
function waitingFor({ conn }: LiveSocket): number {
  return (conn as unknown as { readonly writeBuffer: readonly unknown[] }).writeBuffer.length;
}

/** What waits is bounded; once it has been taken in, one word says that the rest was left out. */
function fallBehind(socket: LiveSocket): void {
  socket.data.isBehind = true;
  socket.conn.once('drain', () => {
    socket.data.isBehind = false;
    socket.emit('behind');
  });
}
