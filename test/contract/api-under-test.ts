import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../core/http/app.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { shippedPlugins } from './shipped-plugins.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface ApiUnderTest extends TestApp {
  readonly url: string;
  send(key: string | null, method: string, path: string, body?: unknown): Promise<Answer>;
  sendText(key: string | null, method: string, path: string, body: string): Promise<Answer>;
}

/** The product with every plugin in the repository, behind a real port. */
export async function apiUnderTest(): Promise<ApiUnderTest> {
  const app = await bootTestApp({ plugins: await shippedPlugins() });
  const server = createServer(createApp(app.runtime)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sendText = (key: string | null, method: string, path: string, body?: string) =>
    request(url, key, method, path, body);
  return {
    ...app,
    url,
    sendText,
    send: (key, method, path, body) =>
      sendText(key, method, path, body === undefined ? undefined : JSON.stringify(body)),
    async stop() {
      server.closeAllConnections();
      server.close();
      await app.stop();
    },
  };
}

async function request(
  url: string,
  key: string | null,
  method: string,
  path: string,
  body?: string,
): Promise<Answer> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (key) headers.authorization = `Bearer ${key}`;
  const response = await fetch(url + encodeURI(path), {
    method: method.toUpperCase(),
    headers,
    ...(body === undefined ? {} : { body }),
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text: await response.text(),
  };
}
