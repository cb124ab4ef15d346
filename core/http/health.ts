import { type Response, Router } from 'express';
import type { Trouble } from '../health/watch-database.ts';
import type { Runtime } from '../runtime.ts';

/**
 * For watchdogs and load balancers. Alive: must the process be replaced? Ready: should it get requests?
 * A database that is away for a while is no reason to restart a process that waits for it.
 */
export function healthRouter({ health }: Pick<Runtime, 'health'>, isStopping: () => boolean): Router {
  const router = Router();
  router.get(['/health/live', '/healthz'], (_request, response) => {
    const lost = health.lost();
    if (lost) answer(response, 503, wordsOf(lost));
    else answer(response, 200, 'alive');
  });
  router.get(['/health/ready', '/readyz'], (_request, response) => {
    const trouble = health.trouble();
    if (isStopping()) answer(response, 503, 'stopping');
    else if (trouble) answer(response, 503, wordsOf(trouble));
    else answer(response, 200, 'ready');
  });
  return router;
}

function wordsOf({ reason, forMs }: Trouble): string {
  return `${reason} (for ${Math.ceil(forMs / 1_000)} s)`;
}

function answer(response: Response, status: number, text: string): void {
  if (status === 503) response.set('Retry-After', '2');
  response.status(status).set('Cache-Control', 'no-store').type('text').send(`${text}\n`);
}
