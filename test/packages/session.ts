import type { TestApp } from '../../core/testing/boot-test-app.ts';
import { signedIn } from '../contributions/people.ts';
import type { Browser } from '../http/browser.ts';

/** Somebody who is signed in, for pages and for the API. */
export interface Session {
  readonly browser: Browser;
  ask(method: string, path: string, body?: object | FormData): Promise<Response>;
}

export async function sessionOf(app: Pick<TestApp, 'url'>, email: string): Promise<Session> {
  const browser = await signedIn(app, email);
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return {
    browser,
    ask(method, path, body) {
      const isForm = body instanceof FormData;
      const sent = body === undefined ? null : isForm ? body : JSON.stringify(body);
      const headers = new Headers({ cookie, origin: app.url });
      if (body !== undefined && !isForm) headers.set('content-type', 'application/json');
      return fetch(`${app.url}${path}`, { method, headers, body: sent, redirect: 'manual' });
    },
  };
}

export function formWith(archive: Buffer, sha256 = ''): FormData {
  const form = new FormData();
  form.set('sha256', sha256);
  form.set('file', new Blob([new Uint8Array(archive)]), 'shop-1.0.0.tgz');
  return form;
}
