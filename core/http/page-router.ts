import compression from 'compression';
import { type RequestHandler, Router } from 'express';
import { screenRouter } from '../admin/routes/screen-router.ts';
import type { Runtime } from '../runtime.ts';
import type { Sessions } from '../sessions/http/sessions.ts';
import { nothingHere } from './api-errors.ts';
import { formBody } from './form-body.ts';
import { onlyInstanceAdmin } from './instance-admin.ts';
import { answerPageErrors } from './page-errors.ts';
import { accountPages } from './pages/account-pages.ts';
import { apiKeysPages } from './pages/api-keys-pages.ts';
import { invitationPages } from './pages/invitation-pages.ts';
import { membersPages } from './pages/members-pages.ts';
import { passwordPages } from './pages/password-pages.ts';
import { sessionPages } from './pages/session-pages.ts';
import { leadToSetup, setupPages } from './pages/setup-pages.ts';
import { workspaceSettingsPages } from './pages/workspace-settings-pages.ts';
import { workspacesPages } from './pages/workspaces-pages.ts';
import { publicRouter } from './public-pages/public-router.ts';
import { sameOriginOnly } from './same-origin.ts';
import { enterWorkspace } from './workspace-entry.ts';

export interface PageParts {
  readonly sessions: Sessions;
  readonly sessionSecret: string;
  /** Further pages below `/w/:slug`; `response.locals.scope` is set. */
  readonly workspacePages?: readonly RequestHandler[];
  /** Further pages outside of workspaces; below `/admin` they are for the admin of the instance alone. */
  readonly pages?: readonly RequestHandler[];
}

/** Everything that answers with pages. Whoever is not signed in is led to that by the pages that need it. */
export function pageRouter(runtime: Runtime, parts: PageParts): Router {
  const { sessions, sessionSecret, workspacePages = [], pages = [] } = parts;
  const router = Router({ caseSensitive: true });
  router.use(compression());
  router.use('/p', publicRouter(runtime));
  router.use(sameOriginOnly(runtime.config), sessions.read, leadToSetup(runtime), formBody);
  router.use(setupPages(runtime, sessions, sessionSecret), sessionPages(sessions));
  router.use(invitationPages(runtime, sessions), passwordPages(runtime, sessions));
  router.use(accountPages(runtime, sessions), workspacesPages(runtime));
  router.use(/^\/admin(?=\/|$)/i, onlyInstanceAdmin);
  for (const page of pages) router.use(page);
  router.use('/w/:slug', workspaceRouter(runtime, workspacePages));
  router.use(nothingHere, answerPageErrors(runtime));
  return router;
}

function workspaceRouter(runtime: Runtime, further: readonly RequestHandler[]): Router {
  const router = Router({ mergeParams: true, caseSensitive: true });
  router.use(enterWorkspace(runtime));
  router.use(workspaceSettingsPages(runtime), membersPages(runtime), apiKeysPages(runtime));
  for (const page of further) router.use(page);
  router.use(screenRouter(runtime.registry));
  return router;
}
