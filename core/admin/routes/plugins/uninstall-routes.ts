import { basename } from 'node:path';
import type { Request, Response } from 'express';
import { textsOf } from '../../../http/form-body.ts';
import { instanceAdminOf } from '../../../http/instance-admin.ts';
import { parameterOf } from '../../../http/locals.ts';
import { answerPage, goTo } from '../../../http/pages/answer-page.ts';
import { troubleOf } from '../../../http/pages/form-trouble.ts';
import { auditActorOf } from '../../../lifecycle/audit-actor.ts';
import { type PluginDetails, pluginDetails } from '../../../lifecycle/overview/plugin-details.ts';
import { uninstallPlugin } from '../../../lifecycle/uninstall/uninstall-plugin.ts';
import { InvalidInput } from '../../../sdk/index.ts';
import { archiveUrl } from '../../plugins/archive-model.ts';
import { uninstallModel } from '../../plugins/uninstall-model.ts';
import { render } from '../../render.ts';
import { screensOf } from '../../screens.ts';

export async function askUninstall(request: Request, response: Response): Promise<void> {
  instanceAdminOf(response);
  const { translate } = screensOf(request);
  await render(request, response, 'admin/plugin-uninstall', uninstallModel(await asked(request), translate));
}

function asked(request: Request): Promise<PluginDetails> {
  return pluginDetails(screensOf(request).runtime, parameterOf(request, 'id'), 1);
}

/** Nothing is removed before the id of the plugin was typed. */
export async function uninstall(request: Request, response: Response): Promise<void> {
  const person = instanceAdminOf(response);
  const { runtime, translate } = screensOf(request);
  const details = await asked(request);
  const values = textsOf(request, 'confirm');
  let archive = '';
  const trouble = await troubleOf(async () => {
    if (values.confirm.trim() !== details.id) {
      const message = translate('plugins.uninstall.type-it', { id: details.id });
      throw new InvalidInput([{ path: ['confirm'], message }]);
    }
    const words = { by: auditActorOf(person), reason: translate('plugins.uninstall.reason') };
    archive = (await uninstallPlugin(runtime, details.id, words)).archive;
  });
  if (!trouble) return goTo(response, archiveUrl(basename(archive)));
  const model = uninstallModel(details, translate, { ...trouble, values });
  await answerPage(request, response, 'admin/plugin-uninstall', model, trouble);
}
