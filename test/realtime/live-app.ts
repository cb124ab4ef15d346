import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { io, type Socket } from 'socket.io-client';
import { createMetrics } from '../../core/metrics/create-metrics.ts';
import { attachRealtime } from '../../core/realtime/attach-realtime.ts';
import type {
  Answer,
  ChangedMessage,
  Interest,
  PresentMessage,
  ToldMessage,
} from '../../core/realtime/messages.ts';
import type { Runtime } from '../../core/runtime.ts';
import { createSessions, type Sessions } from '../../core/sessions/http/sessions.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import type { TestPerson } from '../../core/testing/test-people.ts';
import { bootAgain } from '../../core/testing/test-runtime.ts';
import { loadPerson } from '../../core/users/person.ts';

export interface Browser {
  readonly socket: Socket;
  readonly cookie: string;
  readonly changed: ChangedMessage[];
  readonly refreshed: string[];
  readonly left: Interest[];
  readonly told: ToldMessage[];
  readonly present: PresentMessage[];
  ask(event: string, message: unknown): Promise<Answer>;
}

/** One process that holds live connections. */
export interface LiveDoor {
  readonly base: string;
  readonly runtime: Runtime;
  /** A signed-in browser with its live connection. */
  browser(person: TestPerson): Promise<Browser>;
  /** One more connection of a browser that is signed in, also at another process. */
  connect(headers: Record<string, string>): Socket;
  /** Its figures, as whoever collects them reads them. */
  metrics(): Promise<string>;
  /** Nothing is said any more, as after kill -9. */
  die(): Promise<void>;
  stop(): Promise<void>;
}

export interface LiveApp extends TestApp, Omit<LiveDoor, 'runtime' | 'stop'> {
  /** Another process on the same database. */
  another(env?: Record<string, string>): Promise<LiveDoor>;
}

const secret = 'a secret for tests, long enough to be taken';

/** A process that is killed is missed sooner than elsewhere. */
const presenceTimes = { gatherMs: 20, crowdMs: 200, beatMs: 300, silenceMs: 2_000 };

/** The product's sessions and live updates on a port of their own. */
export async function bootLiveApp(env: Record<string, string> = {}): Promise<LiveApp> {
  const app = await bootTestApp({ fixtures: ['live-desk'], env });
  const door = await openDoor(app.runtime);
  const others: LiveDoor[] = [];
  return {
    ...app,
    ...door,
    async another(more = env) {
      const second = await bootAgain(app, more);
      const its = await openDoor(second.runtime);
      others.push({ ...its, stop: () => its.stop().then(second.stop) });
      return its;
    },
    async stop() {
      for (const other of [...others, door]) await other.stop();
      await app.stop();
    },
  };
}

async function openDoor(one: Runtime): Promise<LiveDoor> {
  const runtime = { ...one, metrics: createMetrics() };
  const sessions = createSessions(runtime, secret);
  const server = createServer(doors(runtime, sessions));
  const realtime = attachRealtime(runtime, { server, identify: sessions.identify, presenceTimes });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const open: Socket[] = [];
  const connect = (headers: Record<string, string>) => {
    const options = { path: '/live', forceNew: true, reconnection: false, transports: ['websocket'] };
    const socket = io(base, { ...options, extraHeaders: headers });
    open.push(socket);
    return socket;
  };
  const stop = async () => {
    for (const socket of open) socket.disconnect();
    await realtime.close(0);
    sessions.close();
    await stopServer(server);
  };
  return {
    base,
    runtime,
    connect,
    metrics: () => runtime.metrics.text(),
    browser: (person) => openBrowser(base, connect, person),
    die: async () => {
      Object.assign(runtime.line, { say: () => undefined });
      await stop();
    },
    stop,
  };
}

/** Sign-in without its form, and sign-out. */
function doors({ database }: Runtime, sessions: Sessions): express.Express {
  const app = express();
  app.use(sessions.read);
  app.post('/enter/:id', async (request, response) => {
    const person = await loadPerson(database, request.params.id);
    if (person) await sessions.signIn(request, person);
    response.sendStatus(person ? 204 : 404);
  });
  app.post('/leave', async (request, response) => {
    await sessions.signOut(request, response);
    response.sendStatus(204);
  });
  return app;
}

async function stopServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

async function openBrowser(base: string, connect: LiveDoor['connect'], person: TestPerson): Promise<Browser> {
  const entered = await fetch(`${base}/enter/${person.id}`, { method: 'POST' });
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return listenOn(connect({ cookie, origin: base }), cookie);
}

/** Keeps all that a connection hears. */
export async function listenOn(socket: Socket, cookie: string): Promise<Browser> {
  const heard = {
    changed: [] as ChangedMessage[],
    refreshed: [] as string[],
    left: [] as Interest[],
    told: [] as ToldMessage[],
    present: [] as PresentMessage[],
  };
  socket.on('changed', (message: ChangedMessage) => heard.changed.push(message));
  socket.on('refresh', ({ resource }: { resource: string }) => heard.refreshed.push(resource));
  socket.on('left', (interest: Interest) => heard.left.push(interest));
  socket.on('told', (message: ToldMessage) => heard.told.push(message));
  socket.on('present', (message: PresentMessage) => heard.present.push(message));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve).once('connect_error', reject);
  });
  return { socket, cookie, ...heard, ask: (event, message) => ask(socket, event, message) };
}

async function ask(socket: Socket, event: string, message: unknown): Promise<Answer> {
  return (await socket.timeout(5_000).emitWithAck(event, message)) as Answer;
}

/** Waits until it holds; the machine may be loaded. */
export async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + 45_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error('It did not happen within 45 seconds.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
