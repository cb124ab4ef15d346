import type { ErrorRequestHandler, Request, Response } from 'express';
import { render } from '../admin/render.ts';
import { asksForFragment } from '../admin/shell/page.ts';
import type { Runtime } from '../runtime.ts';
import { setErrorHeaders } from './api-errors.ts';
import { answerTo, type ErrorAnswer } from './error-answer.ts';
import { errorLog } from './error-log.ts';
import type { ErrorModel } from './pages/models.ts';

/** Errors as pages. Whoever must sign in first is led there and back again. */
export function answerPageErrors({ log, config }: Runtime): ErrorRequestHandler {
  const report = errorLog(log);
  return async (error, request, response, _next) => {
    const answer = answerTo(error);
    report(error, answer, request, response);
    if (response.headersSent) return void response.destroy();
    if (answer.status === 401) return leadToSignIn(request, response);
    setErrorHeaders(response, answer);
    response.status(answer.status);
    await renderError(request, response, answer, config.nodeEnv === 'development' ? error : null).catch(
      (reason: unknown) => {
        log.error({ err: reason }, 'The page that shows errors failed itself.');
        answerPlainly(response, answer);
      },
    );
  };
}

function leadToSignIn(request: Request, response: Response): void {
  const next = request.method === 'GET' ? `?next=${encodeURIComponent(request.originalUrl)}` : '';
  const path = `/sign-in${request.originalUrl === '/' ? '' : next}`;
  // A fragment cannot hold the page to sign in on, so htmx is told to leave the page.
  if (asksForFragment(request)) return void response.set('HX-Redirect', path).status(204).end();
  response.redirect(303, path);
}

const titles: Readonly<Record<number, string>> = {
  403: 'Not allowed',
  404: 'Nothing here',
  409: 'Not now',
  413: 'Too large',
  422: 'Not quite right',
  429: 'A little slower',
  503: 'Back in a moment',
};

/** `told` is shown as it is, to whoever builds: a template says there which file, line and fix it is. */
async function renderError(
  request: Request,
  response: Response,
  answer: ErrorAnswer,
  told: unknown,
): Promise<void> {
  const { status, message, problems = [] } = answer;
  const { scope, person, requestId = '' } = response.locals;
  const model: ErrorModel = {
    title: titles[status] ?? 'Something went wrong',
    ...{ status, message, requestId },
    trouble: answer.isBug && told instanceof Error ? told.message : null,
    backUrl: scope ? `/w/${scope.workspace.slug}` : person ? '/' : '/sign-in',
    problems: problems.map((problem) => ({ field: problem.path.join('.'), message: problem.message })),
  };
  await render(request, response, 'error', model);
}

function answerPlainly(response: Response, { message }: ErrorAnswer): void {
  if (response.headersSent) return void response.destroy();
  response.type('text').send(`${message}\n\nRequest ${response.locals.requestId ?? ''}\n`);
}
