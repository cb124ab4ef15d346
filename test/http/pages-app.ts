import type { RequestHandler } from 'express';
import { createApp } from '../../core/http/app.ts';
import type { Runtime } from '../../core/runtime.ts';
import { createSessions, type Sessions } from '../../core/sessions/http/sessions.ts';
import { hashPassword } from '../../core/users/password.ts';
import { type Served, serve } from './served-app.ts';

export const secret = 'a secret for tests, long enough to be taken';
export const password = 'correct battery horses';

export interface PagesApp extends Served {
  readonly sessions: Sessions;
}

/** The app with its pages; instead of HTML they answer what they would show. */
export async function servePages(
  runtime: Runtime,
  workspacePages: readonly RequestHandler[] = [],
): Promise<PagesApp> {
  const sessions = createSessions(runtime, secret);
  const app = createApp(runtime, { browser: { sessions, sessionSecret: secret, workspacePages } });
  app.locals.screens = {
    ...app.locals.screens,
    engine: { render: ([view]: string[], model: object) => JSON.stringify({ view, model }) },
  };
  const served = await serve(app);
  return {
    ...served,
    sessions,
    close() {
      sessions.close();
      served.close();
    },
  };
}

let hashed: Promise<string> | undefined;

/** Gives everybody the password of the tests, and says that somebody set this instance up. */
export async function givePasswords({ database }: Runtime): Promise<void> {
  hashed ??= hashPassword(password);
  await database.pool.query('update users set password_hash = $1', [await hashed]);
  await database.pool.query('insert into installation (owner_id) select id from users order by id limit 1');
}
