import { type Request, type Response, Router } from 'express';
import type { Sessions } from '../../sessions/http/sessions.ts';
import { textOf, textsOf } from '../form-body.ts';
import { safeNext } from '../safe-next.ts';
import { answerPage, goTo } from './answer-page.ts';
import { noTrouble, type Trouble, troubleOf } from './form-trouble.ts';
import type { SignInModel } from './models.ts';

/** The same for an unknown address and a wrong password. */
const wrong: Trouble = { status: 422, problems: {}, notice: 'The address or the password is wrong.' };

/** Signing in and out. */
export function sessionPages(sessions: Sessions): Router {
  const router = Router();

  router.get('/sign-in', (request, response) => {
    const next = safeNext(request.query.next);
    if (response.locals.person) return goTo(response, next);
    return show(request, response, next, noTrouble);
  });

  router.post('/sign-in', async (request, response) => {
    const next = safeNext(textOf(request, 'next'));
    const trouble = missing(request) ?? (await signIn(request, response));
    if (trouble) return show(request, response, next, trouble);
    goTo(response, next);
  });

  router.post('/sign-out', async (request, response) => {
    await sessions.signOut(request, response);
    goTo(response, '/sign-in');
  });
  return router;

  async function signIn(request: Request, response: Response): Promise<Trouble | null> {
    // Each field once and as text, whatever was sent.
    request.body = textsOf(request, 'email', 'password');
    let isRight = false;
    const trouble = await troubleOf(async () => {
      const person = await sessions.authenticate(request, response);
      if (person) await sessions.signIn(request, person);
      isRight = person !== null;
    });
    return trouble ?? (isRight ? null : wrong);
  }
}

function missing(request: Request): Trouble | null {
  const problems = {
    ...(textOf(request, 'email').trim() === '' && { email: 'Enter your e-mail address.' }),
    ...(textOf(request, 'password') === '' && { password: 'Enter your password.' }),
  };
  return Object.keys(problems).length > 0 ? { status: 422, problems, notice: null } : null;
}

function show(request: Request, response: Response, next: string, trouble: Trouble): Promise<void> {
  const { problems, notice } = trouble;
  const values = { email: textOf(request, 'email') };
  const model: SignInModel = { title: 'Sign in', action: '/sign-in', values, problems, notice, next };
  return answerPage(request, response, 'sign-in', model, trouble);
}
