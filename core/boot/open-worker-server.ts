import type { Server } from 'node:http';
import { createWorkerApp } from '../http/worker-app.ts';
import type { Runtime } from '../runtime.ts';
import type { Closing } from './closing.ts';
import { drain } from './drain.ts';
import { openWebServer } from './web-server.ts';

/** A worker's own small server, for health; it does not listen yet. */
export function openWorkerServer(runtime: Runtime, closing: Closing): Server {
  const server = openWebServer(createWorkerApp(runtime, () => closing.stopping.aborted));
  closing.add('the answers to watchers', () => drain(server));
  return server;
}
