import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { startRelay } from '../events/relay.ts';
import { isFromOwnPage } from '../http/public-address.ts';
import type { Runtime } from '../runtime.ts';
import { admit } from './admit.ts';
import { listenToSocket } from './listen-to-socket.ts';
import type { Listening } from './listening.ts';
import type { LiveServer } from './live-socket.ts';
import { measureRealtime } from './measure-realtime.ts';
import { openOutgoing } from './outgoing.ts';
import type { Identify } from './people.ts';
import { type PresenceTimes, startPresence } from './presence/presence.ts';
import { type Changes, publishChanges } from './publish-changes.ts';
import { startRechecks } from './rechecks.ts';
import { sendElsewhere } from './send-elsewhere.ts';
import { hearTold } from './told/hear-told.ts';
import { saidEvents } from './told/said-events.ts';

export interface Realtime {
  /** Tell pages to go elsewhere while this process still serves, then end what is left. */
  close(stillServesMs: number): Promise<void>;
}

export interface RealtimeParts {
  readonly server: HttpServer;
  readonly identify: Identify;
  readonly presenceTimes?: PresenceTimes;
}

/** Live updates beside the HTTP server: who may read over REST may hear of changes here. */
export function attachRealtime(
  runtime: Runtime,
  { server, identify, presenceTimes: times }: RealtimeParts,
): Realtime {
  let isLeaving = false;
  const io = openServer(runtime, server, () => !isLeaving);
  const listening = openListening(runtime, io, times);
  const deaf = hearTold(runtime.line, listening.outgoing);
  io.use(admit(runtime, identify));
  io.on('connection', (socket) => listenToSocket(listening, socket));
  measureRealtime(listening);
  return {
    async close(stillServesMs) {
      isLeaving = true;
      if (stillServesMs > 0) await sendElsewhere(io, stillServesMs);
      deaf();
      listening.presence.stop();
      listening.rechecks.stop();
      listening.relay.stop();
      // Not io.close(), which would close the HTTP server that others still drain. Nor are sockets told
      // to disconnect: a page whose connection merely ends comes back by itself.
      io.engine.close();
    },
  };
}

function openListening(runtime: Runtime, io: LiveServer, times?: PresenceTimes): Listening {
  const outgoing = openOutgoing(io);
  const presence = startPresence({ line: runtime.line, io, outgoing, ...(times && { times }) });
  const rechecks = startRechecks({ runtime, io, presence });
  const relay = startRelay(runtime, {
    isWanted: () => io.sockets.sockets.size > 0,
    receive: (groups, seen) => changes.publish(groups, seen),
  });
  const changes: Changes = publishChanges({ runtime, io, outgoing, seen: () => relay.seen() });
  const said = saidEvents(runtime.registry);
  return { runtime, io, outgoing, presence, rechecks, relay, changes, said };
}

function openServer({ config }: Runtime, server: HttpServer, isOpen: () => boolean): LiveServer {
  return new Server(server, {
    path: '/live',
    serveClient: false,
    // A join is some hundred bytes, a message to a plugin a few thousand; whoever sends more is no page of ours.
    maxHttpBufferSize: 10_000,
    connectTimeout: 10_000,
    allowRequest: (request, decide) => decide(null, isOpen() && isFromOwnPage(config, request)),
  });
}
