import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { z } from 'zod';
import { type ContactQuestions, contactQuestions } from './contact-questions.ts';
import { contactColumns, contactStatements } from './contact-statements.ts';

/** The yardstick: Node's own http server and `pg`, no framework, no sign-in, no checks. */
const settings = z
  .object({ BARE_DATABASE_URL: z.string(), BARE_WORKSPACE_ID: z.string(), BARE_POOL_MAX: z.coerce.number() })
  .parse(process.env);

function send(response: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => resolve(JSON.parse(text) as Record<string, unknown>));
    request.on('error', reject);
  });
}

async function answerList(ask: ContactQuestions, query: URLSearchParams, response: ServerResponse) {
  const status = query.get('status');
  const search = query.get('search');
  if (search !== null) return send(response, 200, { data: await ask.search(search) });
  if (status === null) return send(response, 200, { data: await ask.page(Number(query.get('offset'))) });
  if (!query.has('total')) return send(response, 200, { data: await ask.list(status) });
  const [data, [counted]] = await Promise.all([ask.list(status), ask.count(status)]);
  send(response, 200, { data, page: { total: counted?.total } });
}

async function answer(ask: ContactQuestions, request: IncomingMessage, response: ServerResponse) {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const id = path.slice('/contacts/'.length);
  if (request.method === 'POST')
    return send(response, 201, { data: (await ask.create(await readBody(request)))[0] });
  if (request.method === 'PATCH')
    return send(response, 200, { data: (await ask.update(id, await readBody(request)))[0] });
  if (id !== '') return send(response, 200, { data: (await ask.get(id))[0] });
  return answerList(ask, new URLSearchParams(query), response);
}

async function start(): Promise<void> {
  const pool = new pg.Pool({
    connectionString: settings.BARE_DATABASE_URL,
    max: settings.BARE_POOL_MAX,
    options: '-c timezone=UTC',
  });
  const statements = contactStatements(await contactColumns(pool));
  const ask = contactQuestions(pool, statements, settings.BARE_WORKSPACE_ID);
  const server = createServer((request, response) => {
    answer(ask, request, response).catch((error: Error) => send(response, 500, { error: error.message }));
  });
  server.listen(0, '127.0.0.1', () => {
    process.send?.({ port: (server.address() as AddressInfo).port });
  });
  process.once('disconnect', () => process.exit(0));
}

await start();
