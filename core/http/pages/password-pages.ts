import { type Request, type Response, Router } from 'express';
import type { Runtime } from '../../runtime.ts';
import type { Sessions } from '../../sessions/http/sessions.ts';
import { personOfPasswordLink, usePasswordLink } from '../../users/password-link.ts';
import { textsOf } from '../form-body.ts';
import { parameterOf } from '../locals.ts';
import { answerPage, goTo } from './answer-page.ts';
import { noTrouble, type Trouble, troubleOf } from './form-trouble.ts';
import type { PasswordModel } from './models.ts';

/** Where the link for a first password leads. */
export function passwordPages(runtime: Runtime, sessions: Sessions): Router {
  const router = Router();

  router.get('/password/:token', (request, response) => show(request, response, noTrouble));

  router.post('/password/:token', async (request, response) => {
    const token = parameterOf(request, 'token');
    await personOfPasswordLink(runtime, token);
    const trouble = await troubleOf(async () =>
      sessions.signIn(request, await usePasswordLink(runtime, token, textsOf(request, 'password'))),
    );
    if (trouble) return show(request, response, trouble);
    goTo(response, '/');
  });
  return router;

  async function show(request: Request, response: Response, trouble: Trouble): Promise<void> {
    const token = parameterOf(request, 'token');
    const { name, email } = await personOfPasswordLink(runtime, token);
    const { problems, notice } = trouble;
    const model: PasswordModel = {
      ...{ title: 'Choose a password', action: `/password/${token}`, values: {}, problems, notice },
      ...{ name, email },
    };
    await answerPage(request, response, 'password', model, trouble);
  }
}
