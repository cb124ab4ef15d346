import { type Request, type Response, Router } from 'express';
import { roleNotes } from '../../access/roles.ts';
import {
  acceptAsNewUser,
  acceptAsPerson,
  acceptWithFirstPassword,
  findInvitation,
  findWithoutPassword,
  type InvitationDetails,
} from '../../invitations/accept-invitation.ts';
import type { Runtime } from '../../runtime.ts';
import type { Sessions } from '../../sessions/http/sessions.ts';
import { findPersonByEmail, type Person } from '../../users/person.ts';
import { textOf, textsOf } from '../form-body.ts';
import { parameterOf } from '../locals.ts';
import { answerPage, goTo } from './answer-page.ts';
import { noTrouble, type Trouble, troubleOf } from './form-trouble.ts';
import { guessRegion } from './guess-region.ts';
import type { InvitationModel } from './models.ts';
import { localeOptions, timezoneOptions } from './options.ts';

/** Where the link of an invitation leads. */
export function invitationPages(runtime: Runtime, sessions: Sessions): Router {
  const router = Router();

  router.get('/invitations/:token', (request, response) => show(request, response, noTrouble));

  router.post('/invitations/:token', async (request, response) => {
    const token = parameterOf(request, 'token');
    const { workspaceSlug } = await findInvitation(runtime, token);
    const trouble = await troubleOf(() => accept(request, response, token));
    if (trouble) return show(request, response, trouble);
    goTo(response, `/w/${workspaceSlug}`);
  });
  return router;

  async function accept(request: Request, response: Response, token: string): Promise<void> {
    const { person } = response.locals;
    if (person) return void (await acceptAsPerson(runtime, token, person));
    const input = textsOf(request, 'name', 'password', 'locale', 'timezone');
    const known = await findWithoutPassword(runtime, token);
    const joined = known
      ? await acceptWithFirstPassword(runtime, token, known, input)
      : await acceptAsNewUser(runtime, token, input);
    await sessions.signIn(request, joined);
  }

  async function show(request: Request, response: Response, trouble: Trouble): Promise<void> {
    const invitation = await findInvitation(runtime, parameterOf(request, 'token'));
    const found = await caseOf(runtime, invitation, response.locals.person, parameterOf(request, 'token'));
    const model = modelOf(request, invitation, found, trouble);
    await answerPage(request, response, 'invitation', model, trouble);
  }
}

interface Case {
  readonly case: InvitationModel['case'];
  readonly notice: string | null;
}

async function caseOf(
  runtime: Runtime,
  { email }: InvitationDetails,
  person: Person | undefined,
  token: string,
): Promise<Case> {
  if (person?.email === email) return { case: 'join', notice: null };
  if (person) {
    const notice = `You are signed in as ${person.email}. This invitation is for ${email}: sign out first.`;
    return { case: 'sign-in', notice };
  }
  if (!(await findPersonByEmail(runtime.database, email))) return { case: 'new', notice: null };
  return { case: (await findWithoutPassword(runtime, token)) ? 'password' : 'sign-in', notice: null };
}

function modelOf(
  request: Request,
  invitation: InvitationDetails,
  found: Case,
  { problems, notice }: Trouble,
): InvitationModel {
  const { workspaceName, invitedBy, email, role } = invitation;
  const path = request.originalUrl.split('?', 1)[0] ?? '/';
  const guess = guessRegion(request);
  return {
    title: `Join ${workspaceName}`,
    case: found.case,
    action: path,
    values: { name: textOf(request, 'name') },
    problems,
    notice: notice ?? found.notice,
    ...{ workspaceName, invitedBy, email, roleLabel: roleNotes[role].label },
    signInUrl: `/sign-in?next=${encodeURIComponent(path)}`,
    locales: localeOptions(textOf(request, 'locale') || guess.locale),
    timezones: timezoneOptions(textOf(request, 'timezone') || guess.timezone),
  };
}
