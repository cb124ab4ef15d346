import type { Asked } from './asked.ts';

/** The address bar follows what htmx brought. Every letter of a search would be a step back; they are one. */
export function keepAddress(
  { request, response }: Pick<Asked, 'request' | 'response'>,
  address: string,
): void {
  const isTyping = request.headers['hx-trigger'] === 'list-search';
  response.setHeader(isTyping ? 'HX-Replace-Url' : 'HX-Push-Url', address);
}
