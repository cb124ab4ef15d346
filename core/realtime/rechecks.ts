import { membershipsTopic, sessionsTopic, workspacesTopic } from '../access/topics.ts';
import { everything } from '../db/broadcast.ts';
import { modulesTopic } from '../modules/enabled-plugins.ts';
import type { Runtime } from '../runtime.ts';
import type { LiveServer, LiveSocket } from './live-socket.ts';
import type { Presence } from './presence/presence.ts';
import { type Aspect, recheckSocket } from './recheck-socket.ts';
import { personRoom, workspaceRoom } from './rooms.ts';

export interface Rechecks {
  /** Counts the times that rights may have changed. */
  moment(): number;
  recheck(socket: LiveSocket): Promise<void>;
  /** Connections looked at since the start, for figures. */
  looks(): number;
  stop(): void;
}

/** What ends somebody's right to listen: a session over, a plugin off, a role changed, a member gone. */
const topics: readonly (readonly [string, Aspect])[] = [
  [sessionsTopic, 'session'],
  [modulesTopic, 'rights'],
  [membershipsTopic, 'rights'],
  [workspacesTopic, 'rights'],
];
/** Sessions run out without a word, so within this time each connection is looked at once. */
const roundSeconds = 60;
const atOnce = 8;

interface Parts {
  readonly runtime: Runtime;
  readonly io: LiveServer;
  readonly presence: Presence;
}

/** Looks again at the rights of those whom a word concerns: a person by their id, a workspace by its own. */
export function startRechecks(parts: Parts): Rechecks {
  const { runtime, io } = parts;
  const due = new Map<LiveSocket, Set<Aspect>>();
  let [moment, looks, running] = [0, 0, 0];

  const run = async (): Promise<void> => {
    running += 1;
    for (let next = take(due); next; next = take(due)) {
      looks += 1;
      await recheckSocket(parts, ...next);
    }
    running -= 1;
  };
  const ask = (sockets: Iterable<LiveSocket>, aspect: Aspect): void => {
    for (const socket of sockets) due.set(socket, (due.get(socket) ?? new Set()).add(aspect));
    while (running < Math.min(atOnce, due.size)) void run();
  };
  // Others who hear the same word forget what they know first; then we ask.
  const stops = topics.map(([topic, aspect]) =>
    runtime.broadcast.hear(topic, (key) => {
      moment += 1;
      setImmediate(() => ask(concerned(io, key), aspect));
    }),
  );
  const round = inTurn(io);
  const timer = setInterval(() => {
    const next = round();
    ask(next, 'session');
    ask(next, 'rights');
  }, 1_000).unref();
  return {
    moment: () => moment,
    looks: () => looks,
    recheck: (socket) => recheckSocket(parts, socket, new Set(['session', 'rights'])),
    stop() {
      clearInterval(timer);
      for (const stop of stops) stop();
    },
  };
}

function take(due: Map<LiveSocket, Set<Aspect>>): [LiveSocket, Set<Aspect>] | undefined {
  const next = due.entries().next().value;
  if (next) due.delete(next[0]);
  return next;
}

/** Those whom it may concern, found by the rooms they are in. */
function concerned({ sockets }: LiveServer, key: string): Iterable<LiveSocket> {
  if (key === everything) return sockets.sockets.values();
  const ids = [personRoom(key), workspaceRoom(key)].flatMap((room) => [
    ...(sockets.adapter.rooms.get(room) ?? []),
  ]);
  return ids.flatMap((id) => sockets.sockets.get(id) ?? []);
}

/** Everybody once a round, a share of them each second. */
function inTurn({ sockets }: LiveServer): () => LiveSocket[] {
  let ids: string[] = [];
  let second = 0;
  return () => {
    if (second === 0) ids = [...sockets.sockets.keys()];
    const [from, to] = [second, second + 1].map((at) => Math.floor((ids.length * at) / roundSeconds));
    second = (second + 1) % roundSeconds;
    return ids.slice(from, to).flatMap((id) => sockets.sockets.get(id) ?? []);
  };
}
