import { setTimeout as pause } from 'node:timers/promises';
import { type RequestHandler, type Response, Router } from 'express';
import type { Runtime } from '../runtime.ts';

const patienceMs = 2_000;

/** For watchdogs and load balancers: does the process live, and should it get requests? */
export function healthRouter(runtime: Runtime, isStopping: () => boolean): Router {
  const router = Router();
  router.get(['/health/live', '/healthz'], ((_request, response) =>
    answer(response, 200, 'alive')) as RequestHandler);
  router.get(['/health/ready', '/readyz'], async (_request, response) => {
    if (isStopping()) return answer(response, 503, 'stopping');
    const isReady = await doesDatabaseAnswer(runtime);
    answer(response, isReady ? 200 : 503, isReady ? 'ready' : 'the database does not answer');
  });
  return router;
}

function answer(response: Response, status: number, text: string): void {
  response.status(status).set('Cache-Control', 'no-store').type('text').send(`${text}\n`);
}

async function doesDatabaseAnswer({ database }: Runtime): Promise<boolean> {
  const asked = database.pool.query('select 1').then(
    () => true,
    () => false,
  );
  return Promise.race([asked, pause(patienceMs, false, { ref: false })]);
}
