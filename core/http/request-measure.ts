import type { Request, Response } from 'express';
import type { Metrics } from '../metrics/create-metrics.ts';

const methods = new Set(['GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'HEAD', 'OPTIONS']);
/** Plugins bring routes of their own; a few hundred is a house, more is a mistake. */
const mostRoutes = 400;

/** Counts and times requests by the pattern of their route, never by what somebody typed. */
export function requestMeasure({ requests }: Pick<Metrics, 'requests'>) {
  type Series = ReturnType<typeof requests.labels>;
  const series = new Map<string, Series>();

  return (request: Request, response: Response, ms: number): void => {
    const method = methods.has(request.method) ? request.method : 'other';
    const status = response.writableFinished ? String(response.statusCode) : 'aborted';
    seriesOf(method, routeOf(request), status).observe(ms / 1_000);
  };

  function seriesOf(method: string, route: string, status: string): Series {
    const key = `${method} ${route} ${status}`;
    const known = series.get(key);
    if (known) return known;
    const made = requests.labels({ method, route: series.size < mostRoutes ? route : 'other', status });
    series.set(key, made);
    if (series.size > mostRoutes * 2) series.clear();
    return made;
  }
}

/** The pattern of the route that answered, never what somebody typed. */
export function routeOf({ route, baseUrl, originalUrl }: Request): string {
  const path: unknown = (route as { path?: unknown } | undefined)?.path;
  if (typeof path === 'string') return patternOf(baseUrl, originalUrl) + path;
  if (Array.isArray(path)) return String(path[0]);
  return originalUrl.startsWith('/assets/') ? '/assets' : 'none';
}

/** Below `/w/:slug` the base holds the slug itself. */
function patternOf(baseUrl: string, originalUrl: string): string {
  const base = originalUrl.startsWith(baseUrl) ? baseUrl : '';
  return base.replace(/^\/w\/[^/]+/, '/w/:slug');
}
