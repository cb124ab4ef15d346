import { type Request, type Response, Router } from 'express';
import { authorise } from '../../access/policy.ts';
import { leaveNotice } from '../../admin/shell/notice.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import type { Runtime } from '../../runtime.ts';
import { changeWorkspace } from '../../workspaces/change-workspace.ts';
import { textsOf } from '../form-body.ts';
import { scopeOf } from '../locals.ts';
import { answerPage, goTo } from './answer-page.ts';
import { type Trouble, troubleOf } from './form-trouble.ts';
import type { WorkspaceSettingsModel } from './models.ts';
import { regionalOptions } from './options.ts';

/** Name and regional settings of a workspace; mounted below `/w/:slug`. */
export function workspaceSettingsPages(runtime: Runtime): Router {
  const router = Router({ mergeParams: true });

  router.get('/settings/workspace', (request, response) => {
    authorise(viewerOf(runtime, scopeOf(response)), 'workspace:rename');
    return show(request, response, null);
  });

  router.post('/settings/workspace', async (request, response) => {
    const scope = scopeOf(response);
    const input = textsOf(request, 'name', 'currency', 'timezone', 'locale');
    const trouble = await troubleOf(() => changeWorkspace(runtime, scope, input));
    if (trouble) return show(request, response, trouble);
    leaveNotice(response, 'The workspace is saved.');
    goTo(response, `/w/${scope.workspace.slug}/settings/workspace`);
  });
  return router;
}

function show(request: Request, response: Response, trouble: Trouble | null): Promise<void> {
  const { workspace } = scopeOf(response);
  const shown = trouble ? textsOf(request, 'name', 'currency', 'timezone', 'locale') : workspace;
  const model: WorkspaceSettingsModel = {
    title: 'Workspace',
    slug: workspace.slug,
    action: `/w/${workspace.slug}/settings/workspace`,
    values: { name: shown.name },
    problems: trouble?.problems ?? {},
    notice: trouble?.notice ?? null,
    ...regionalOptions(shown),
  };
  return answerPage(request, response, 'settings/workspace', model, trouble ?? undefined);
}
