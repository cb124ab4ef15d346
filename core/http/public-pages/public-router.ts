import { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express';
import { renderOutside } from '../../admin/render-outside.ts';
import { gate } from '../../kernel/gate.ts';
import type { Runtime } from '../../runtime.ts';
import { NotFound, type PublicPage } from '../../sdk/index.ts';
import { nothingHere, setErrorHeaders } from '../api-errors.ts';
import { answerTo } from '../error-answer.ts';
import { errorLog } from '../error-log.ts';
import { formBody } from '../form-body.ts';
import { parameterOf } from '../locals.ts';
import { RequestCaller } from '../request-caller.ts';
import { sameOriginOnly } from '../same-origin.ts';
import { type Admit, answerVisit } from './answer-visit.ts';
import { type LimitVisitor, limitVisitors } from './visitor-limits.ts';
import { visitorScope } from './visitor-scope.ts';

/**
 * The pages that plugins show to visitors, below `/p/<workspace>/<plugin>`. No session is read here. A workspace
 * that does not exist, a plugin that is off and a page that never was are answered alike.
 */
export function publicRouter(runtime: Runtime): Router {
  const router = Router({ caseSensitive: true, mergeParams: true });
  router.use(sameOriginOnly(runtime.config), formBody);
  const pages = runtime.registry.contributions.publicPages;
  const limits: Limits = new Map(
    pages.map(({ plugin, item }) => [item, limitVisitors(runtime.database, plugin, item)]),
  );
  for (const { plugin, item } of pages) {
    const address = item.path === '/' ? `/:slug/${plugin}` : `/:slug/${plugin}${item.path}`;
    router[item.method](address, visitTo(runtime, limits, plugin, item));
  }
  router.use(nothingHere, answerErrors(runtime));
  return router;
}

type Limits = ReadonlyMap<PublicPage, LimitVisitor>;

function visitTo(runtime: Runtime, limits: Limits, plugin: string, page: PublicPage): RequestHandler {
  return async (request, response) => {
    const slug = parameterOf(request, 'slug');
    const scope = await visitorScope(runtime, slug, new RequestCaller(runtime, response));
    if (!scope) throw new NotFound('There is nothing here.');
    gate(scope, plugin);
    delete request.params.slug;
    const admit: Admit = async (one) => limits.get(one)?.(scope.workspace.id, request.ip ?? '');
    await answerVisit({ runtime, scope, request, response, plugin, page }, admit);
  };
}

/** An error page says nothing of any workspace. */
function answerErrors({ log, config }: Runtime): ErrorRequestHandler {
  const report = errorLog(log);
  return (error, request, response, _next) => {
    const answer = answerTo(error);
    report(error, answer, request, response);
    if (response.headersSent) return void response.destroy();
    setErrorHeaders(response, answer);
    response.setHeader('X-Robots-Tag', 'noindex');
    response.status(answer.status);
    const isTold = config.nodeEnv === 'development' && answer.isBug && error instanceof Error;
    showError(request, response, { ...answer, trouble: isTold ? error.message : null });
  };
}

function showError(
  request: Request,
  response: Response,
  { status, message, problems = [], trouble }: ReturnType<typeof answerTo> & { trouble: string | null },
): void {
  const listed = problems.map(({ path, message: words }) => ({ field: path.join('.'), message: words }));
  const model = { status, message, problems: listed, trouble, requestId: response.locals.requestId ?? '' };
  renderOutside(request, response, 'public/error', model, undefined);
}
