import express, { type RequestHandler } from 'express';
import { InvalidInput } from '../sdk/index.ts';
import { refuseOddJson } from './odd-json.ts';

const jsonType = /^application\/([\w.-]+\+)?json\b/i;
/** Files have their own routes, which read them as they come. */
const fileType = /^(multipart\/form-data|text\/csv|application\/octet-stream)\b/i;

const parse = express.json({
  limit: '1mb',
  inflate: false,
  type: (request) => jsonType.test(typeOf(request)),
});

/** The body as JSON, at most 1 MB, without keys that could reach an object's prototype. */
export const jsonBody: RequestHandler = (request, response, next) => {
  if (!hasBody(request.headers)) return next();
  const type = typeOf(request);
  if (fileType.test(type)) return next();
  if (!jsonType.test(type)) return next(wrongType());
  parse(request, response, (error?: unknown) => {
    if (error) return next(error);
    refuseOddJson(request.body);
    next();
  });
};

function typeOf({ headers }: { headers: { 'content-type'?: string } }): string {
  return headers['content-type'] ?? '';
}

function hasBody(headers: { 'content-length'?: string; 'transfer-encoding'?: string }): boolean {
  const length = headers['content-length'];
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

function wrongType(): InvalidInput {
  const message = 'Send JSON, with the header Content-Type: application/json.';
  return new InvalidInput([{ path: [], message }], message);
}
