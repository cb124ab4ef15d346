import type { RequestHandler, Router } from 'express';

/**
 * Asks a router only for addresses that begin with a word one of its routes begins with: on the hot path each route that
 * is tried in vain costs. One with a route that begins with a parameter is asked always.
 */
export function onlyWhereNamed(handler: RequestHandler): RequestHandler {
  const words = firstWords(handler);
  if (words === null) return handler;
  const guarded: RequestHandler = (request, response, next) => {
    if (words.has(firstWord(request.path))) return handler(request, response, next);
    next();
  };
  // Whoever lists the routes there are finds them as before.
  return Object.assign(guarded, { stack: (handler as Router).stack });
}

/** Null where it cannot be told: other middleware, patterns, parameters. */
function firstWords(handler: RequestHandler): ReadonlySet<string> | null {
  const { stack } = handler as Partial<Router>;
  const paths = stack?.flatMap(({ route }) => [route?.path].flat() as unknown[]) ?? [];
  const isPlain = (path: unknown): path is string =>
    typeof path === 'string' && /^\/[\w.-]+(?:\/|$)/.test(path);
  return paths.length > 0 && paths.every(isPlain) ? new Set(paths.map(firstWord)) : null;
}

function firstWord(path: string): string {
  const end = path.indexOf('/', 1);
  return end < 0 ? path : path.slice(0, end);
}
