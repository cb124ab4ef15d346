import { type Request, type Response, Router } from 'express';
import { leaveNotice } from '../../admin/shell/notice.ts';
import type { Runtime } from '../../runtime.ts';
import { InvalidInput } from '../../sdk/index.ts';
import type { Sessions } from '../../sessions/http/sessions.ts';
import { changePassword } from '../../users/change-password.ts';
import { changeProfile } from '../../users/change-profile.ts';
import { textsOf } from '../form-body.ts';
import { personOf } from '../locals.ts';
import { answerPage, goTo } from './answer-page.ts';
import { noTrouble, type Trouble, troubleOf } from './form-trouble.ts';
import type { AccountModel } from './models.ts';
import { localeOptions, timezoneOptions } from './options.ts';

/** What people change about themselves. */
export function accountPages(runtime: Runtime, sessions: Sessions): Router {
  const router = Router();

  router.get('/account', (request, response) => show(request, response, {}));

  router.post('/account/profile', async (request, response) => {
    const input = textsOf(request, 'name', 'locale', 'timezone');
    const trouble = await troubleOf(() => changeProfile(runtime, personOf(response), input));
    if (trouble) return show(request, response, { profile: trouble });
    leaveNotice(response, 'Your profile is saved.');
    goTo(response, '/account');
  });

  router.post('/account/password', async (request, response) => {
    const trouble = await troubleOf(() => takePassword(request, response));
    if (trouble) return show(request, response, { password: trouble });
    leaveNotice(response, 'Your password is changed. You are signed out everywhere else.');
    goTo(response, '/account');
  });
  return router;

  async function takePassword(request: Request, response: Response): Promise<void> {
    const person = personOf(response);
    const { current, password } = textsOf(request, 'current', 'password');
    if (!(await sessions.isPasswordOf(request, person, current))) {
      throw new InvalidInput([{ path: ['current'], message: 'This is not your password.' }]);
    }
    await changePassword(runtime, person, { password });
    await sessions.signIn(request, person);
  }
}

interface Troubles {
  readonly profile?: Trouble;
  readonly password?: Trouble;
}

function show(request: Request, response: Response, { profile, password }: Troubles): Promise<void> {
  const { email, name, locale, timezone } = personOf(response);
  const typed = profile ? textsOf(request, 'name', 'locale', 'timezone') : { name, locale, timezone };
  const model: AccountModel = {
    title: 'Your account',
    email,
    profile: form('/account/profile', { name: typed.name }, profile),
    password: form('/account/password', {}, password),
    locales: localeOptions(typed.locale),
    timezones: timezoneOptions(typed.timezone),
    signOutAction: '/sign-out',
  };
  return answerPage(request, response, 'account', model, profile ?? password ?? noTrouble);
}

function form<Values>(action: string, values: Values, { problems, notice }: Trouble = noTrouble) {
  return { action, values, problems, notice };
}
