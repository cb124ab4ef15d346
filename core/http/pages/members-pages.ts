import { type Request, type RequestHandler, type Response, Router } from 'express';
import { leaveNotice } from '../../admin/shell/notice.ts';
import { invite, type NewInvitation } from '../../invitations/invite.ts';
import { withdrawInvitation } from '../../invitations/open-invitations.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { changeRole } from '../../workspaces/members/change-role.ts';
import { removeMember } from '../../workspaces/members/remove-member.ts';
import { readmitMember, suspendMember } from '../../workspaces/members/suspend-member.ts';
import { textsOf } from '../form-body.ts';
import { parameterOf, scopeOf } from '../locals.ts';
import { publicAddress } from '../public-address.ts';
import { answerPage, goTo } from './answer-page.ts';
import { noTrouble, type Trouble, troubleOf } from './form-trouble.ts';
import { membersModel } from './members-model.ts';

type Step = (scope: Scope, id: string, request: Request) => Promise<void>;

/** Who is in a workspace and who is invited; mounted below `/w/:slug`. */
export function membersPages(runtime: Runtime): Router {
  const router = Router({ mergeParams: true });

  router.get('/settings/members', (request, response) => show(request, response, {}));

  router.post('/settings/members/invitations', async (request, response) => {
    let made: NewInvitation | undefined;
    const trouble = await troubleOf(async () => {
      made = await invite(runtime, scopeOf(response), textsOf(request, 'email', 'role'));
    });
    await show(request, response, { invitation: trouble ?? undefined, made });
  });

  router.post(
    '/settings/members/invitations/:id/withdrawal',
    step('The invitation is withdrawn.', (scope, id) => withdrawInvitation(runtime, scope, id)),
  );
  router.post(
    '/settings/members/:id/role',
    step('The role is changed.', (scope, id, request) =>
      changeRole(runtime, scope, id, textsOf(request, 'role')),
    ),
  );
  router.post(
    '/settings/members/:id/suspension',
    step('The member is suspended.', (scope, id) => suspendMember(runtime, scope, id)),
  );
  router.post(
    '/settings/members/:id/readmission',
    step('The member may come in again.', (scope, id) => readmitMember(runtime, scope, id)),
  );
  router.post('/settings/members/:id/removal', remove);
  return router;

  async function remove(request: Request, response: Response): Promise<void> {
    const scope = scopeOf(response);
    const id = parameterOf(request, 'id');
    const trouble = await troubleOf(() => removeMember(runtime, scope, id));
    if (trouble) return show(request, response, { page: trouble });
    const hasLeft = scope.actor.userId === id;
    leaveNotice(response, hasLeft ? `You left ${scope.workspace.name}.` : 'The member is removed.');
    goTo(response, hasLeft ? '/' : membersUrl(scope));
  }

  function step(done: string, work: Step): RequestHandler {
    return async (request, response) => {
      const scope = scopeOf(response);
      const trouble = await troubleOf(() => work(scope, parameterOf(request, 'id'), request));
      if (trouble) return show(request, response, { page: trouble });
      leaveNotice(response, done);
      goTo(response, membersUrl(scope));
    };
  }

  interface Shown {
    readonly page?: Trouble;
    readonly invitation?: Trouble;
    readonly made?: NewInvitation;
  }

  async function show(request: Request, response: Response, { page, invitation, made }: Shown) {
    const link = made && `${publicAddress(runtime.config, request)}/invitations/${made.token}`;
    const model = await membersModel(runtime, scopeOf(response), {
      page: page ?? noTrouble,
      invitation: invitation ?? noTrouble,
      typed: textsOf(request, 'email', 'role'),
      made: made && link ? { email: made.email, link } : null,
    });
    await answerPage(request, response, 'settings/members', model, page ?? invitation ?? noTrouble);
  }
}

function membersUrl({ workspace }: Scope): string {
  return `/w/${workspace.slug}/settings/members`;
}
