import type { RequestHandler } from 'express';
import { urlencoded } from 'express';
import { parameter } from '../../http/resources/resource-request.ts';
import { type AskedOfResource, resourcePage } from './asked.ts';

export interface AskedOfRecord extends AskedOfResource {
  readonly id: string;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A handler of a page about one record. What is no id is left to other routes. */
export function recordPage(handle: (asked: AskedOfRecord) => Promise<void>): RequestHandler {
  return async (request, response, next) => {
    const id = parameter(request, 'id');
    if (!uuid.test(id)) return next();
    await resourcePage((asked) => handle({ ...asked, id: id.toLowerCase() }))(request, response, next);
  };
}

/** Reads what a form sent. */
export function formBody(): RequestHandler {
  return urlencoded({ extended: false, limit: '1mb' });
}
