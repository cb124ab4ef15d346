import type { Server } from 'node:http';
import { createApp } from '../http/app.ts';
import { bornForExpress } from '../http/born-for-express.ts';
import { attachRealtime } from '../realtime/attach-realtime.ts';
import type { Runtime } from '../runtime.ts';
import { createSessions } from '../sessions/http/sessions.ts';
import { appParts } from './app-parts.ts';
import type { Closing } from './closing.ts';
import { drain, leaveInPeace } from './drain.ts';
import { openWebServer } from './web-server.ts';

/** The web server with everything that answers on it; it does not listen yet. */
export function openInstance(runtime: Runtime, sessionSecret: string, closing: Closing): Server {
  const sessions = createSessions(runtime, sessionSecret);
  closing.add('sessions', () => sessions.close());
  const isStopping = () => closing.stopping.aborted;
  const parts = appParts(runtime, { sessions, sessionSecret, isStopping });
  const app = createApp(runtime, parts);
  const server = openWebServer(app, bornForExpress(app));
  leaveInPeace(server, closing.stopping);
  closing.add('the web server', () => drain(server));
  const realtime = attachRealtime(runtime, { server, identify: sessions.identify });
  closing.addEarly('live updates', (stillServesMs) => realtime.close(stillServesMs));
  return server;
}
