import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { io, type Socket } from 'socket.io-client';
import { createMetrics } from '../../core/metrics/create-metrics.ts';
import { attachRealtime } from '../../core/realtime/attach-realtime.ts';
import type { Answer, ChangedMessage, Interest } from '../../core/realtime/messages.ts';
import { createSessions, type Sessions } from '../../core/sessions/http/sessions.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import type { TestPerson } from '../../core/testing/test-people.ts';
import { loadPerson } from '../../core/users/person.ts';

export interface Browser {
  readonly socket: Socket;
  readonly cookie: string;
  readonly changed: ChangedMessage[];
  readonly refreshed: string[];
  readonly left: Interest[];
  ask(event: string, message: unknown): Promise<Answer>;
}

export interface LiveApp extends TestApp {
  readonly base: string;
  /** A signed-in browser with its live connection. */
  browser(person: TestPerson): Promise<Browser>;
  connect(headers: Record<string, string>): Socket;
}

/** The product's sessions and live updates on a port of their own. */
export async function bootLiveApp(): Promise<LiveApp> {
  const app = await bootTestApp({ fixtures: ['live-desk'] });
  const sessions = createSessions(app.runtime, 'a secret for tests, long enough to be taken');
  const server = createServer(doors(app, sessions));
  const runtime = { ...app.runtime, metrics: createMetrics() };
  const realtime = attachRealtime(runtime, { server, identify: sessions.identify });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const open: Socket[] = [];
  const connect = (headers: Record<string, string>) => {
    const socket = io(base, {
      path: '/live',
      forceNew: true,
      reconnection: false,
      transports: ['websocket'],
      extraHeaders: headers,
    });
    open.push(socket);
    return socket;
  };
  return {
    ...app,
    base,
    connect,
    browser: (person) => openBrowser(base, connect, person),
    async stop() {
      for (const socket of open) socket.disconnect();
      await realtime.close(0);
      sessions.close();
      await stopServer(server);
      await app.stop();
    },
  };
}

/** Sign-in without its form, and sign-out. */
function doors({ runtime }: TestApp, sessions: Sessions): express.Express {
  const app = express();
  app.use(sessions.read);
  app.post('/enter/:id', async (request, response) => {
    const person = await loadPerson(runtime.database, request.params.id);
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

async function openBrowser(base: string, connect: LiveApp['connect'], person: TestPerson): Promise<Browser> {
  const entered = await fetch(`${base}/enter/${person.id}`, { method: 'POST' });
  const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const socket = connect({ cookie, origin: base });
  const heard = { changed: [] as ChangedMessage[], refreshed: [] as string[], left: [] as Interest[] };
  socket.on('changed', (message: ChangedMessage) => heard.changed.push(message));
  socket.on('refresh', ({ resource }: { resource: string }) => heard.refreshed.push(resource));
  socket.on('left', (interest: Interest) => heard.left.push(interest));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve).once('connect_error', reject);
  });
  return { socket, cookie, ...heard, ask: (event, message) => ask(socket, event, message) };
}

async function ask(socket: Socket, event: string, message: unknown): Promise<Answer> {
  return (await socket.timeout(5_000).emitWithAck(event, message)) as Answer;
}
