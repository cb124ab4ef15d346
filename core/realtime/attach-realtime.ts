import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { ResourceChanges } from '../events/changes-since.ts';
import { startRelay } from '../events/relay.ts';
import { isFromOwnPage } from '../http/public-address.ts';
import type { Runtime } from '../runtime.ts';
import { limitBursts, usualLimits } from './limit-bursts.ts';
import { listenToSocket } from './listen-to-socket.ts';
import type { LiveServer, LiveSocket } from './live-socket.ts';
import type { Identify } from './people.ts';
import { mayTellIds, publishChanges, publishRefresh } from './publish.ts';
import { startRechecks } from './rechecks.ts';
import { sendElsewhere } from './send-elsewhere.ts';

export interface Realtime {
  /** Tell pages to go elsewhere while this process still serves, then end what is left. */
  close(stillServesMs: number): Promise<void>;
}

export interface RealtimeParts {
  readonly server: HttpServer;
  readonly identify: Identify;
}

const joinsPerMinute = 120;

/** Live updates beside the HTTP server: who may read over REST may hear of changes here. */
export function attachRealtime(runtime: Runtime, { server, identify }: RealtimeParts): Realtime {
  let isLeaving = false;
  const io = openServer(runtime, server, () => !isLeaving);
  const relay = startRelay(runtime, {
    isWanted: () => io.sockets.sockets.size > 0,
    receive: publisher(runtime, io),
  });
  const rechecks = startRechecks(runtime, () => io.sockets.sockets.values());
  const refill = setInterval(() => refillJoins(io), 60_000).unref();
  io.use(admit(runtime, identify));
  io.on('connection', (socket) => listenToSocket({ runtime, relay, rechecks }, socket));
  return {
    async close(stillServesMs) {
      isLeaving = true;
      if (stillServesMs > 0) await sendElsewhere(io, stillServesMs);
      clearInterval(refill);
      rechecks.stop();
      relay.stop();
      // Not io.close(), which would close the HTTP server that others still drain. Nor are sockets told
      // to disconnect: a page whose connection merely ends comes back by itself.
      io.engine.close();
    },
  };
}

function openServer({ config }: Runtime, server: HttpServer, isOpen: () => boolean): LiveServer {
  return new Server(server, {
    path: '/live',
    serveClient: false,
    // A join is some hundred bytes; whoever sends more is no page of ours.
    maxHttpBufferSize: 10_000,
    connectTimeout: 10_000,
    allowRequest: (request, decide) => decide(null, isOpen() && isFromOwnPage(config, request)),
  });
}

function admit(runtime: Runtime, identify: Identify) {
  return (socket: LiveSocket, next: (error?: Error) => void): void => {
    identify(socket.request).then(
      (visitor) => {
        if (!visitor) return next(new Error('not-authenticated'));
        socket.data = { visitor, interests: new Map(), joinsLeft: joinsPerMinute };
        next();
      },
      (error: unknown) => {
        runtime.log.warn({ err: error }, 'A live connection could not be checked.');
        next(new Error('unavailable'));
      },
    );
  };
}

function publisher(runtime: Runtime, io: LiveServer): (groups: readonly ResourceChanges[]) => void {
  const receive = limitBursts(usualLimits, {
    tell: (group, changes) => {
      if (mayTellIds(runtime, group.resource)) publishChanges(io, group, changes);
      else publishRefresh(io, group);
    },
    refresh: (group) => publishRefresh(io, group),
    later: (react, afterMs) => void setTimeout(react, afterMs).unref(),
  });
  return (groups) => groups.forEach(receive);
}

function refillJoins(io: LiveServer): void {
  for (const socket of io.sockets.sockets.values()) socket.data.joinsLeft = joinsPerMinute;
}
