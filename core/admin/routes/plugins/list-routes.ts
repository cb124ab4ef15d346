import type { Request, Response } from 'express';
import { textOf } from '../../../http/form-body.ts';
import { instanceAdminOf } from '../../../http/instance-admin.ts';
import { parameterOf } from '../../../http/locals.ts';
import { answerPage } from '../../../http/pages/answer-page.ts';
import type { Trouble } from '../../../http/pages/form-trouble.ts';
import { queryOf } from '../../../http/resources/resource-request.ts';
import { listArchives } from '../../../lifecycle/archives/list-archives.ts';
import { auditActorOf } from '../../../lifecycle/audit-actor.ts';
import { moveState } from '../../../lifecycle/move-state.ts';
import { pluginDetails } from '../../../lifecycle/overview/plugin-details.ts';
import { pluginOverviews } from '../../../lifecycle/overview/plugin-overview.ts';
import { NotFound } from '../../../sdk/index.ts';
import { pluginModel } from '../../plugins/plugin-model.ts';
import { type InstallForms, pluginsModel } from '../../plugins/plugins-model.ts';
import { render } from '../../render.ts';
import { screensOf } from '../../screens.ts';
import { leaveNotice } from '../../shell/notice.ts';
import { goOn } from '../answer-form.ts';

export async function showPlugins(request: Request, response: Response): Promise<void> {
  instanceAdminOf(response);
  await answerList(request, response);
}

/** The list, with forms as they were typed where something was wrong with one of them. */
export async function answerList(
  request: Request,
  response: Response,
  typed?: { readonly values: InstallForms['values']; readonly trouble: Trouble },
): Promise<void> {
  const { runtime, translate } = screensOf(request);
  const [overviews, archives] = await Promise.all([pluginOverviews(runtime), listArchives(runtime)]);
  const page = { config: runtime.config, overviews, archives };
  if (!typed) return render(request, response, 'admin/plugins', pluginsModel(page, translate));
  const { values, trouble } = typed;
  const forms = { values, problems: trouble.problems, notice: trouble.notice };
  await answerPage(request, response, 'admin/plugins', pluginsModel({ ...page, forms }, translate), trouble);
}

const usualLines = 20;
const mostLines = 2_000;

export async function showPlugin(request: Request, response: Response): Promise<void> {
  instanceAdminOf(response);
  const { runtime, translate } = screensOf(request);
  const asked = Number(queryOf(request).get('trail') ?? usualLines);
  const most = Number.isInteger(asked) && asked > 0 ? Math.min(asked, mostLines) : usualLines;
  const details = await pluginDetails(runtime, parameterOf(request, 'id'), most);
  const page = { details, most, mayRestart: runtime.config.restartable };
  await render(request, response, 'admin/plugin', pluginModel(page, translate));
}

const targets = ['installed', 'disabled', 'quarantined'] as const;
const longestReason = 500;

/** Takes a plugin out of service for every workspace, or brings it back. */
export async function movePlugin(request: Request, response: Response): Promise<void> {
  const person = instanceAdminOf(response);
  const { runtime, translate } = screensOf(request);
  const id = parameterOf(request, 'id');
  const to = targets.find((one) => one === parameterOf(request, 'to'));
  if (!to) throw new NotFound('There is nothing here.');
  const given = textOf(request, 'reason').trim().slice(0, longestReason);
  const reason = given || translate('plugins.reason');
  await moveState(runtime, id, to, { by: auditActorOf(person), reason });
  leaveNotice(response, translate('plugins.was-moved', { title: id }), null);
  goOn(request, response, textOf(request, 'back') === 'plugin' ? `/admin/plugins/${id}` : '/admin/plugins');
}
