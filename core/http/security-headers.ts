import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';
import type { Config } from '../../config/schema.ts';

const year = 31_536_000;

/** For answers that are data: nothing in them may run, be framed, guessed at or kept. */
export function dataHeaders(config: Config): RequestHandler {
  const headers: [string, string][] = [
    ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
    ['X-Content-Type-Options', 'nosniff'],
    ['Referrer-Policy', 'no-referrer'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['Cache-Control', 'no-store'],
  ];
  if (isHttps(config)) headers.push(['Strict-Transport-Security', `max-age=${year}; includeSubDomains`]);
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}

/** For pages: own files only, and no script or style that does not carry this answer's nonce. */
export function pageHeaders(config: Config): RequestHandler[] {
  return [giveNonce, helmetFor(config), keepPrivate];
}

export function isHttps({ publicUrl }: Config): boolean {
  return publicUrl?.startsWith('https:') ?? false;
}

const giveNonce: RequestHandler = (_request, response, next) => {
  response.locals.nonce = randomBytes(16).toString('base64');
  next();
};

const keepPrivate: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};

const nonce = (_request: IncomingMessage, response: ServerResponse) =>
  `'nonce-${(response as Response).locals.nonce ?? ''}'`;

function helmetFor(config: Config): RequestHandler {
  const isSecure = isHttps(config);
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", nonce],
        styleSrc: ["'self'", nonce],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", liveAddress],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(isSecure && { upgradeInsecureRequests: [] }),
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: isSecure && { maxAge: year },
  });
}

const plainHost = /^[a-z0-9.-]+(:\d+)?$|^\[[0-9a-f:]+\](:\d+)?$/i;

/** Live updates by name of the scheme, for browsers in which 'self' does not cover it. */
function liveAddress({ headers }: IncomingMessage): string {
  const host = headers.host ?? '';
  return plainHost.test(host) ? `ws://${host} wss://${host}` : "'self'";
}
