import express, { type Request } from 'express';

/** Forms as browsers send them; files have routes of their own. */
export const formBody = express.urlencoded({ extended: false, limit: '1mb', parameterLimit: 5_000 });

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
