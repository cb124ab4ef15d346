import { parse } from 'node:querystring';
import type { Request, RequestHandler } from 'express';
import { hasBody, readText } from './read-text.ts';

const formType = /^application\/x-www-form-urlencoded\b/i;
const mostValues = 5_000;

/** Forms as browsers send them, at most 1 MB; files have routes of their own. */
export const formBody: RequestHandler = (request, _response, next) => {
  if (!hasBody(request) || !formType.test(request.headers['content-type'] ?? '')) return next();
  return readText(request).then((text) => {
    request.body = parse(text, '&', '=', { maxKeys: mostValues });
    next();
  });
};

/** One value of a sent form; what was sent twice counts once. */
export function textOf(request: Request, name: string): string {
  return listOf(request, name)[0] ?? '';
}

/** All values of a field that may be sent several times, such as ticked boxes. */
export function listOf({ body }: Request, name: string): string[] {
  const sent: unknown =
    typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : [];
  const all: unknown[] = Array.isArray(sent) ? sent : [sent];
  return all.filter((value): value is string => typeof value === 'string');
}

/** These fields as text, as they were typed. */
export function textsOf<Name extends string>(request: Request, ...names: Name[]): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, textOf(request, name)])) as Record<Name, string>;
}
