import { type Request, type Response, Router } from 'express';
import { assertWritable } from '../../access/assert-writable.ts';
import { authorise } from '../../access/policy.ts';
import { callInWorkspace } from '../../context/call-in-workspace.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { gate } from '../../kernel/gate.ts';
import { inputForPlugin } from '../../kernel/input-for-plugin.ts';
import { timeLimits } from '../../kernel/time-limits.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { Route } from '../../sdk/index.ts';
import { answerJson } from './answer.ts';
import { queryOf } from './resource-request.ts';

/** The addresses plugins wrote by hand, each behind the gate, the policy and its schema. */
export function pluginRouter(runtime: Runtime): Router {
  const router = Router({ caseSensitive: true });
  for (const { plugin, item: route } of runtime.registry.contributions.routes) {
    router[route.method](`/${plugin}${route.path}`, (request, response) =>
      answerRoute(runtime, plugin, route, request, response),
    );
  }
  return router;
}

async function answerRoute(
  runtime: Runtime,
  plugin: string,
  route: Route,
  request: Request,
  response: Response,
): Promise<void> {
  const scope = response.locals.scope as Scope;
  gate(scope, plugin);
  authorise(viewerOf(runtime, scope), route.access);
  if (route.method !== 'get') assertWritable(runtime.registry, scope.workspace, route.access);
  const what = `route ${route.method.toUpperCase()} ${route.path}`;
  const call = { plugin, what, limitMs: timeLimits(runtime.config).action };
  const input = inputForPlugin(runtime, call, route.input, inputOf(request));
  const answer = await callInWorkspace(runtime, scope, call, (ctx) => route.run(ctx, input));
  answerJson(response, 200, JSON.stringify({ data: answer ?? null }));
}

/** The path wins over the question, the question over the body: an address means what it says. */
function inputOf(request: Request): Record<string, unknown> {
  const body: unknown = request.body;
  const given = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
  return { ...given, ...Object.fromEntries(queryOf(request)), ...request.params };
}
