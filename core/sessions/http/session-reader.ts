import type { RequestHandler } from 'express';
import session from 'express-session';
import type { Config } from '../../../config/schema.ts';
import { sessionCookie } from './session-cookie.ts';
import type { SessionStore } from './session-store.ts';

/** Finds the session behind a request's cookie. Nothing is stored for visitors. */
export function sessionReader(config: Config, store: SessionStore, secret: string): RequestHandler {
  const { name, options } = sessionCookie(config);
  const common = { store, secret, name, cookie: options, resave: false, saveUninitialized: false };
  if (!options.secure) return session({ ...common, rolling: true });
  const read = session({ ...common, rolling: true, proxy: true });
  return (request, response, next) => {
    // The public address says how people come here, whatever the proxy in front forgets to say.
    request.headers['x-forwarded-proto'] = 'https';
    read(request, response, next);
  };
}
