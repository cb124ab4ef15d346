import type { IncomingMessage } from 'node:http';
import type { Request } from 'express';
import type { Config } from '../../config/schema.ts';

/** Where people reach this instance, for links: as configured, else as this very request did. */
export function publicAddress({ publicUrl }: Config, request: Request): string {
  return publicUrl
    ? new URL(publicUrl).origin
    : `${request.protocol}://${request.headers.host ?? 'localhost'}`;
}

/**
 * Does a request come from a page of ours? Browsers say so themselves; older ones at least name the
 * page's origin. Who says neither is no browser that could be tricked, but no page of ours either.
 */
export function isFromOwnPage({ publicUrl }: Config, { headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = headers;
  if (!origin || !URL.canParse(origin)) return false;
  const from = new URL(origin);
  return from.host === host || (publicUrl !== undefined && from.origin === new URL(publicUrl).origin);
}
