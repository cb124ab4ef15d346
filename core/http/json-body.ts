import express, { type Request, type RequestHandler, type Response } from 'express';
import { InvalidInput } from '../sdk/index.ts';
import { settle } from '../settle.ts';
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
  const type = typeOf(request);
  if (!hasBody(request.headers) || fileType.test(type)) return next();
  if (!jsonType.test(type)) throw wrongType();
  return readJson(request, response).then(() => next());
};

/** A promise, because what is thrown in the parser's callback would be nobody's and end the process. */
async function readJson(request: Request, response: Response): Promise<void> {
  await settle((done) => void parse(request, response, done));
  refuseOddJson(request.body);
}

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
