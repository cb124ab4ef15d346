import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

export interface Served {
  readonly url: string;
  send(method: string, path: string, options?: SendOptions): Promise<Answer>;
  close(): void;
}

export interface SendOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly key?: string;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  json(): {
    data?: unknown;
    error?: { code: string; message: string; problems?: unknown; details?: unknown };
  };
}

/** An app behind a real port; redirects are answers like any other. */
export async function serve(app: Express): Promise<Served> {
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    send: (method, path, options = {}) => sendTo(url, method, path, options),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export async function sendTo(
  url: string,
  method: string,
  path: string,
  options: SendOptions,
): Promise<Answer> {
  const { body, type } = bodyOf(options);
  const headers = {
    ...(type && { 'content-type': type }),
    ...(options.key && { authorization: `Bearer ${options.key}` }),
    ...options.headers,
  };
  const response = await fetch(url + path, { method, headers, redirect: 'manual', ...(body && { body }) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) };
}

function bodyOf({ json, form, body }: SendOptions): { body?: string; type?: string } {
  if (json !== undefined) return { body: JSON.stringify(json), type: 'application/json' };
  if (form) return { body: new URLSearchParams(form).toString(), type: 'application/x-www-form-urlencoded' };
  return body === undefined ? {} : { body };
}
