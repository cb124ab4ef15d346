import type { TestApp } from '../../core/testing/boot-test-app.ts';
import { Browser } from '../http/browser.ts';
import { givePasswords, password } from '../http/pages-app.ts';
import type { Served } from '../http/served-app.ts';
import { sendTo } from '../http/served-app.ts';

/** Lets the people of a test sign in to the app as it is served, with its real pages. */
export async function openDoors(app: TestApp, instanceAdmin?: string): Promise<void> {
  await givePasswords(app.runtime);
  if (!instanceAdmin) return;
  const text = 'update users set is_instance_admin = true where email = $1';
  await app.runtime.database.pool.query(text, [instanceAdmin]);
}

/** Somebody signed in, by e-mail: `member@a.example`. */
export async function signedIn({ url }: Pick<TestApp, 'url'>, email: string): Promise<Browser> {
  const served: Served = {
    url,
    send: (method, path, options = {}) => sendTo(url, method, path, options),
    close: () => undefined,
  };
  const browser = new Browser(served);
  await browser.signIn(email, password);
  return browser;
}
