import type { IncomingMessage } from 'node:http';
import readRaw from 'raw-body';
import { unreadable } from './web-server-error.ts';

const most = 1_048_576;

/**
 * The body as text, at most 1 MB of plain UTF-8. Reading stops at the limit: whoever goes on sending
 * is told at once, not when they are done. @throws TooLarge, InvalidInput
 */
export function readText(request: IncomingMessage): Promise<string> {
  const { headers } = request;
  const coding = headers['content-encoding'] ?? 'identity';
  if (coding.toLowerCase() !== 'identity') throw unreadable('Send the body uncompressed.');
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset)) throw unreadable('Send the body as UTF-8.');
  return readRaw(request, { length: headers['content-length'], limit: most, encoding: 'utf-8' });
}

export function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length'];
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}
