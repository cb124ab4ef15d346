import { type Request, type Response, Router } from 'express';
import { roleNotes } from '../../access/roles.ts';
import { membershipsOf } from '../../access/scope-of-person.ts';
import type { Runtime } from '../../runtime.ts';
import type { Workspace } from '../../sdk/index.ts';
import { isInstanceAdmin } from '../../users/is-instance-admin.ts';
import { createWorkspace } from '../../workspaces/create-workspace.ts';
import { listOf, textsOf } from '../form-body.ts';
import { personOf } from '../locals.ts';
import { answerPage, goTo } from './answer-page.ts';
import { noTrouble, type Trouble, troubleOf } from './form-trouble.ts';
import { guessRegion } from './guess-region.ts';
import type { WorkspacesModel } from './models.ts';
import { moduleOptions, regionalOptions } from './options.ts';

/** The way in, the list of somebody's workspaces, and new ones. */
export function workspacesPages(runtime: Runtime): Router {
  const router = Router();

  router.get('/', async (_request, response) => {
    const [first] = await membershipsOf(runtime, personOf(response).id);
    goTo(response, first ? `/w/${first.workspace.slug}` : '/workspaces');
  });

  router.get('/workspaces', (request, response) => show(request, response, noTrouble));

  router.post('/workspaces', async (request, response) => {
    let made: Workspace | undefined;
    const trouble = await troubleOf(async () => {
      const input = textsOf(request, 'name', 'currency', 'timezone', 'locale');
      made = await createWorkspace(runtime, personOf(response), input, listOf(request, 'modules'));
    });
    if (trouble || !made) return show(request, response, trouble ?? noTrouble);
    goTo(response, `/w/${made.slug}`);
  });
  return router;

  async function show(request: Request, response: Response, trouble: Trouble): Promise<void> {
    const model = await modelOf(runtime, request, response, trouble);
    await answerPage(request, response, 'workspaces', model, trouble);
  }
}

async function modelOf(
  runtime: Runtime,
  request: Request,
  response: Response,
  { problems, notice }: Trouble,
): Promise<WorkspacesModel> {
  const person = personOf(response);
  const isNew = request.method === 'GET';
  const typed = textsOf(request, 'name', 'currency', 'timezone', 'locale');
  const form = { action: '/workspaces', values: { name: typed.name }, problems, notice };
  const chosen = { ...guessRegion(request), locale: person.locale, timezone: person.timezone };
  return {
    title: 'Workspaces',
    workspaces: (await membershipsOf(runtime, person.id)).map(({ workspace, role }) => ({
      name: workspace.name,
      url: `/w/${workspace.slug}`,
      roleLabel: roleNotes[role].label,
    })),
    creation: isInstanceAdmin(person) ? form : null,
    modules: moduleOptions(runtime, isNew ? null : listOf(request, 'modules')),
    ...regionalOptions(isNew ? chosen : typed),
  };
}
