import type { RequestHandler } from 'express';
import type { Config } from '../../config/schema.ts';
import { NotAllowed } from '../sdk/index.ts';
import { isFromOwnPage } from './public-address.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What a browser sends along by itself counts only on requests that our own pages make. */
export function sameOriginOnly(config: Config): RequestHandler {
  return (request, _response, next) => {
    if (safeMethods.has(request.method) || isFromOwnPage(config, request)) return next();
    throw new NotAllowed('This was sent from another site. Open the page here and try again.');
  };
}
