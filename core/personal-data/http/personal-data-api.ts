import { type RequestHandler, Router } from 'express';
import { scopeOf } from '../../http/locals.ts';
import { answerJson } from '../../http/resources/answer.ts';
import type { Runtime } from '../../runtime.ts';
import { aboutPerson, erasePerson } from '../about-person.ts';

/** Everything about a person, for programs: `/api/personal-data/export` and `/erasure`. */
export function personalDataApi(runtime: Runtime): RequestHandler {
  const router = Router({ caseSensitive: true });

  router.post('/personal-data/export', async (request, response) => {
    const data = await aboutPerson(runtime, scopeOf(response), request.body ?? {});
    answerJson(response, 200, JSON.stringify({ data }));
  });

  router.post('/personal-data/erasure', async (request, response) => {
    const { email, confirmation } = (request.body ?? {}) as Record<string, unknown>;
    const data = await erasePerson(runtime, scopeOf(response), { email, confirmation });
    answerJson(response, 200, JSON.stringify({ data }));
  });
  return router;
}
