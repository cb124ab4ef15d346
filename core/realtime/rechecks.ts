import { membershipsTopic, sessionsTopic, workspacesTopic } from '../access/topics.ts';
import { modulesTopic } from '../modules/enabled-plugins.ts';
import type { Runtime } from '../runtime.ts';
import { DomainError } from '../sdk/index.ts';
import { authoriseInterest } from './authorise-interest.ts';
import type { LiveSocket } from './live-socket.ts';

export interface Rechecks {
  /** Counts the times that rights may have changed. */
  moment(): number;
  recheck(socket: LiveSocket): Promise<void>;
  stop(): void;
}

/** What ends somebody's right to listen: a plugin off, a role changed, a member gone, a session over. */
const topics = [modulesTopic, membershipsTopic, sessionsTopic, workspacesTopic];
/** Sessions run out without a word. */
const everyMs = 60_000;

/** Looks again at everybody's rights whenever they may have changed. */
export function startRechecks(runtime: Runtime, sockets: () => Iterable<LiveSocket>): Rechecks {
  let moment = 0;
  const recheckAll = async () => {
    for (const socket of sockets()) await recheckSocket(runtime, socket);
  };
  // Others who hear the same word forget what they know first; then we ask.
  const onWord = () => {
    moment += 1;
    setImmediate(() => void recheckAll());
  };
  const stops = topics.map((topic) => runtime.broadcast.hear(topic, onWord));
  const timer = setInterval(onWord, everyMs).unref();
  return {
    moment: () => moment,
    recheck: (socket) => recheckSocket(runtime, socket),
    stop() {
      clearInterval(timer);
      for (const stop of stops) stop();
    },
  };
}

async function recheckSocket(runtime: Runtime, socket: LiveSocket): Promise<void> {
  try {
    if (!(await socket.data.visitor.isSignedIn())) return void socket.disconnect(true);
    for (const room of [...socket.data.interests.keys()]) await recheckRoom(runtime, socket, room);
  } catch (error) {
    runtime.log.warn({ err: error }, 'The rights of a live connection could not be looked at; it is closed.');
    socket.disconnect(true);
  }
}

async function recheckRoom(runtime: Runtime, socket: LiveSocket, room: string): Promise<void> {
  const interest = socket.data.interests.get(room);
  if (!interest || (await stillHolds(runtime, socket, room))) return;
  socket.data.interests.delete(room);
  await socket.leave(room);
  socket.emit('left', interest);
}

async function stillHolds(runtime: Runtime, socket: LiveSocket, room: string): Promise<boolean> {
  const interest = socket.data.interests.get(room);
  if (!interest) return true;
  try {
    return (await authoriseInterest(runtime, socket.data.visitor, interest)) === room;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
