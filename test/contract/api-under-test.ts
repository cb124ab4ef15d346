import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { shippedPlugins } from './shipped-plugins.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface ApiUnderTest extends TestApp {
  send(key: string | null, method: string, path: string, body?: unknown): Promise<Answer>;
  sendText(key: string | null, method: string, path: string, body?: string): Promise<Answer>;
}

/** The product with every plugin in the repository, asked over HTTP. */
export async function apiUnderTest(): Promise<ApiUnderTest> {
  const app = await bootTestApp({ plugins: await shippedPlugins() });
  const sendText: ApiUnderTest['sendText'] = (key, method, path, body) =>
    request(app.url, key, method, path, body);
  return {
    ...app,
    sendText,
    send: (key, method, path, body) =>
      sendText(key, method, path, body === undefined ? undefined : JSON.stringify(body)),
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
