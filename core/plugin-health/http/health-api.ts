import { Router } from 'express';
import { instanceAdminOf } from '../../http/instance-admin.ts';
import { answerData } from '../../http/resources/answer.ts';
import type { Runtime } from '../../runtime.ts';
import { instanceHealth } from '../instance-health.ts';

/** The health of the instance for programs, below `/api/instance`. */
export function healthApi(runtime: Runtime): Router {
  const router = Router({ caseSensitive: true });
  router.get('/instance/health', async (_request, response) => {
    instanceAdminOf(response);
    answerData(response, 200, await instanceHealth(runtime));
  });
  return router;
}
