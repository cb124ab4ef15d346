import { type Request, type RequestHandler, type Response, Router } from 'express';
import { leaveNotice } from '../../admin/shell/notice.ts';
import type { Runtime } from '../../runtime.ts';
import { NotAllowed } from '../../sdk/index.ts';
import type { Sessions } from '../../sessions/http/sessions.ts';
import { isDirectVisitor } from '../../setup/http/direct-visitor.ts';
import { isSetUp } from '../../setup/is-set-up.ts';
import { type SetUp, setUp } from '../../setup/set-up.ts';
import { isSetupToken } from '../../setup/setup-token.ts';
import { listOf, textOf, textsOf } from '../form-body.ts';
import { answerPage, goTo } from './answer-page.ts';
import { noTrouble, type Trouble, troubleOf } from './form-trouble.ts';
import { guessRegion } from './guess-region.ts';
import type { SetupModel } from './models.ts';
import { moduleOptions, regionalOptions } from './options.ts';

/** Until there is an owner, every page leads to the first-run page. */
export function leadToSetup({ database }: Runtime): RequestHandler {
  return async (request, response, next) => {
    if (await isSetUp(database)) return next();
    if (request.path === '/setup') return next();
    goTo(response, '/setup');
  };
}

/** The first-run page. Once there is an owner it is gone. */
export function setupPages(runtime: Runtime, sessions: Sessions, secret: string): Router {
  const router = Router();
  router.use('/setup', async (_request, response, next) => {
    if (await isSetUp(runtime.database)) return goTo(response, '/');
    next();
  });

  router.get('/setup', (request, response) => show(request, response, noTrouble));

  router.post('/setup', async (request, response) => {
    let made: SetUp | undefined;
    const trouble = await troubleOf(async () => {
      refuseStrangers(request);
      made = await setUp(runtime, inputOf(request));
    });
    if (trouble || !made) return show(request, response, trouble ?? noTrouble);
    await sessions.signIn(request, made.person);
    if (made.modulesProblem) leaveNotice(response, made.modulesProblem);
    goTo(response, `/w/${made.workspace.slug}`);
  });
  return router;

  function refuseStrangers(request: Request): void {
    if (isDirectVisitor(request) || isSetupToken(tokenOf(request), secret)) return;
    throw new NotAllowed('Give the token that the start printed: only who runs this instance may own it.');
  }

  function show(request: Request, response: Response, trouble: Trouble): Promise<void> {
    const isProven = isDirectVisitor(request) || isSetupToken(tokenOf(request), secret);
    return answerPage(request, response, 'setup', modelOf(runtime, request, isProven, trouble), trouble);
  }
}

const names = ['name', 'email', 'workspaceName', 'currency', 'timezone', 'locale'] as const;

function inputOf(request: Request): object {
  return {
    ...textsOf(request, ...names),
    password: textOf(request, 'password'),
    modules: listOf(request, 'modules'),
  };
}

/** In the address the start printed, then in the form. */
function tokenOf(request: Request): string {
  const { token } = request.query;
  return textOf(request, 'token') || (typeof token === 'string' ? token : '');
}

function modelOf(runtime: Runtime, request: Request, isProven: boolean, trouble: Trouble): SetupModel {
  const typed = textsOf(request, ...names);
  const isNew = request.method === 'GET';
  return {
    title: 'Welcome to Guildhall',
    action: '/setup',
    values: typed,
    problems: trouble.problems,
    notice: trouble.notice,
    token: isProven ? tokenOf(request) : '',
    isTokenNeeded: !isProven,
    modules: moduleOptions(runtime, isNew ? null : listOf(request, 'modules')),
    ...regionalOptions(isNew ? guessRegion(request) : typed),
  };
}
