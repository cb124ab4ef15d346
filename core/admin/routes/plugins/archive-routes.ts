import type { Request, Response } from 'express';
import { instanceAdminOf } from '../../../http/instance-admin.ts';
import { parameterOf } from '../../../http/locals.ts';
import { answerPage, goTo } from '../../../http/pages/answer-page.ts';
import { noTrouble, type Trouble, troubleOf } from '../../../http/pages/form-trouble.ts';
import { archiveFolder } from '../../../lifecycle/archives/archive-folder.ts';
import { findArchive } from '../../../lifecycle/archives/list-archives.ts';
import { packArchive } from '../../../lifecycle/archives/pack-archive.ts';
import { proofOf } from '../../../lifecycle/archives/proof.ts';
import { putBack } from '../../../lifecycle/archives/put-back.ts';
import { auditActorOf } from '../../../lifecycle/audit-actor.ts';
import { pluginOverviews } from '../../../lifecycle/overview/plugin-overview.ts';
import { NotFound } from '../../../sdk/index.ts';
import { archiveModel } from '../../plugins/archive-model.ts';
import { screensOf } from '../../screens.ts';
import { leaveNotice } from '../../shell/notice.ts';

/** What was exported, and the proof, looked for anew, that nothing else is left. */
export async function showArchive(request: Request, response: Response): Promise<void> {
  instanceAdminOf(response);
  await answerArchive(request, response);
}

async function answerArchive(
  request: Request,
  response: Response,
  trouble: Trouble = noTrouble,
): Promise<void> {
  const { runtime, translate } = screensOf(request);
  const archive = await findArchive(runtime, parameterOf(request, 'name'));
  const folder = archiveFolder(runtime.config.dataDir, archive.name);
  const plugin = (await pluginOverviews(runtime)).find(({ id }) => id === archive.plugin);
  const isGone = !plugin || plugin.state === 'uninstalled';
  const page = {
    archive,
    proof: isGone ? await proofOf(runtime.target, { ...archive, folder, now: runtime.now() }) : null,
    mayRestore: plugin?.state === 'enabled',
    notice: trouble.notice,
  };
  await answerPage(request, response, 'admin/plugin-archive', archiveModel(page, translate), trouble);
}

export async function downloadArchive(request: Request, response: Response): Promise<void> {
  instanceAdminOf(response);
  const { runtime } = screensOf(request);
  const { name } = await findArchive(runtime, parameterOf(request, 'name'));
  if (parameterOf(request, 'file') !== `${name}.tgz`) throw new NotFound('There is nothing here.');
  response.setHeader('Content-Type', 'application/gzip');
  response.setHeader('Content-Disposition', `attachment; filename="${name}.tgz"`);
  await packArchive(archiveFolder(runtime.config.dataDir, name), name, response);
}

export async function restoreArchive(request: Request, response: Response): Promise<void> {
  const person = instanceAdminOf(response);
  const { runtime, translate } = screensOf(request);
  const archive = await findArchive(runtime, parameterOf(request, 'name'));
  let rows = 0;
  const trouble = await troubleOf(async () => {
    rows = await putBack(runtime, archive, auditActorOf(person));
  });
  if (trouble) return answerArchive(request, response, trouble);
  leaveNotice(response, translate('plugins.archive.was-restored', { count: rows }), null);
  goTo(response, `/admin/plugins/${archive.plugin}`);
}
