import type { IncomingMessage } from 'node:http';

/** A cookie's value by its name, or null. What cannot be decoded is as good as absent. */
export function readCookie({ headers }: IncomingMessage, name: string): string | null {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const split = pair.indexOf('=');
    if (split > 0 && pair.slice(0, split).trim() === name) return decoded(pair.slice(split + 1).trim());
  }
  return null;
}

function decoded(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}
