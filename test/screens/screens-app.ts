import { pluginRoutes } from '../../core/admin/routes/plugins/plugin-routes.ts';
import { createApp } from '../../core/http/app.ts';
import { findResource } from '../../core/resources/find-resource.ts';
import type { RecordJson } from '../../core/resources/shape/record-json.ts';
import { createRecord } from '../../core/resources/write/create-record.ts';
import type { BuiltInRole } from '../../core/sdk/index.ts';
import { createSessions } from '../../core/sessions/http/sessions.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import type { TestRuntimeOptions } from '../../core/testing/test-runtime.ts';
import { givePasswords, password, secret } from '../http/pages-app.ts';
import { type Answer, type SendOptions, serve } from '../http/served-app.ts';

export type Send = (method: string, path: string, options?: SendOptions) => Promise<Answer>;

export interface ScreensApp {
  readonly app: TestApp;
  readonly url: string;
  /** Asks as somebody who did not sign in. */
  readonly visitor: Send;
  /** Asks as somebody who signed in. */
  as(role: BuiltInRole, workspace?: 'a' | 'b'): Promise<Send>;
  make(resource: string, input: object): Promise<RecordJson>;
  stop(): Promise<void>;
}

/** The product with the CRM, or with other plugins, and its real pages, behind a port. */
export async function screensApp(options: TestRuntimeOptions = { plugins: ['crm'] }): Promise<ScreensApp> {
  const app = await bootTestApp(options);
  await givePasswords(app.runtime);
  const sessions = createSessions(app.runtime, secret);
  const browser = { sessions, sessionSecret: secret, pages: [pluginRoutes()] };
  const served = await serve(createApp(app.runtime, { browser }));
  const scope = await app.scope('owner');
  return {
    app,
    url: served.url,
    visitor: (method, path, options = {}) =>
      served.send(method, path, { ...options, headers: { origin: served.url, ...options.headers } }),
    async as(role, workspace = 'a') {
      const headers = { origin: served.url, cookie: '' };
      const form = { email: `${role}@${workspace}.example`, password };
      const answer = await served.send('POST', '/sign-in', { headers, form });
      const cookie = answer.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; ');
      return (method, path, options = {}) =>
        served.send(method, path, { ...options, headers: { ...headers, cookie, ...options.headers } });
    },
    make: (resource, input) => createRecord(app.runtime, scope, findResource(app.runtime, resource), input),
    async stop() {
      sessions.close();
      served.close();
      await app.stop();
    },
  };
}

export const byHtmx = (target: string) => ({ headers: { 'hx-request': 'true', 'hx-target': target } });
