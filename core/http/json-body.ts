import type { RequestHandler } from 'express';
import { refuseOddJson } from './odd-json.ts';
import { hasBody, readText } from './read-text.ts';
import { unreadable } from './web-server-error.ts';

const jsonType = /^application\/([\w.-]+\+)?json\b/i;
/** Files have their own routes, which read them as they come. */
const fileType = /^(multipart\/form-data|text\/csv|application\/octet-stream)\b/i;

/** The body as JSON, at most 1 MB, without keys that could reach an object's prototype. */
export const jsonBody: RequestHandler = (request, _response, next) => {
  const type = request.headers['content-type'] ?? '';
  if (!hasBody(request) || fileType.test(type)) return next();
  if (!jsonType.test(type)) throw unreadable('Send JSON, with the header Content-Type: application/json.');
  return readText(request).then((text) => {
    request.body = parseJson(text);
    next();
  });
};

function parseJson(text: string): unknown {
  const value = parseAny(text);
  if (typeof value !== 'object' || value === null) throw unreadable('Send a JSON object.');
  refuseOddJson(value);
  return value;
}

function parseAny(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable('This is not valid JSON. Check quotes, commas and brackets.', error);
  }
}
