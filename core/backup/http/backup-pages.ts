import { type Request, type RequestHandler, type Response, Router } from 'express';
import { render } from '../../admin/render.ts';
import { screensOf } from '../../admin/screens.ts';
import { leaveNotice } from '../../admin/shell/notice.ts';
import { textOf, textsOf } from '../../http/form-body.ts';
import { instanceAdminOf } from '../../http/instance-admin.ts';
import { parameterOf } from '../../http/locals.ts';
import { goTo } from '../../http/pages/answer-page.ts';
import { type Trouble, troubleOf } from '../../http/pages/form-trouble.ts';
import { parseInput } from '../../parse-input.ts';
import { planInput, readPlan } from '../plan/backup-plan.ts';
import { recipientOf, savePlan } from '../plan/keep-plan.ts';
import { archiveNameOf } from '../stored-archives.ts';
import { askTask } from '../tasks/ask-task.ts';
import { askerOf } from './asker-of.ts';
import { backupsModel, type TypedPlan } from './backups-model.ts';
import { sendBackup } from './send-backup.ts';

const base = '/admin/backups';

/** Backups of the whole instance, for its admin. */
export function backupPages(): RequestHandler {
  const router = Router({ caseSensitive: true });
  router.get(base, (request, response) => show(request, response));
  router.post(base, makeOne);
  router.post(`${base}/plan`, changePlan);
  router.post(`${base}/checks`, checkOne);
  router.get(`${base}/:name`, download);
  return router;
}

async function show(
  request: Request,
  response: Response,
  typed?: { readonly plan: TypedPlan; readonly trouble: Trouble },
): Promise<void> {
  instanceAdminOf(response);
  const { runtime, translate } = screensOf(request);
  response.status(typed?.trouble.status ?? 200);
  await render(request, response, 'admin/backups', await backupsModel(runtime, translate, typed));
}

async function makeOne(request: Request, response: Response): Promise<void> {
  const askedBy = askerOf(response);
  const { runtime, translate } = screensOf(request);
  const recipient = recipientOf(await readPlan(runtime), runtime.config);
  const trouble = await troubleOf(() => askTask(runtime, { kind: 'backup', recipient, askedBy }));
  leaveNotice(response, trouble?.notice ?? translate('backups.asked'));
  goTo(response, base);
}

async function checkOne(request: Request, response: Response): Promise<void> {
  const askedBy = askerOf(response);
  const { runtime, translate } = screensOf(request);
  const file = archiveNameOf(textOf(request, 'file'));
  const trouble = await troubleOf(() => askTask(runtime, { kind: 'check', file, askedBy }));
  leaveNotice(response, trouble?.notice ?? translate('backups.check-asked', { file }));
  goTo(response, base);
}

async function changePlan(request: Request, response: Response): Promise<void> {
  instanceAdminOf(response);
  const { runtime, translate } = screensOf(request);
  const typed = textsOf(request, 'rhythm', 'atTime', 'weekday', 'timeZone', 'keep', 'recipient');
  const plan = { ...typed, isOn: textOf(request, 'isOn') !== '' };
  const trouble = await troubleOf(() =>
    savePlan(runtime, parseInput(planInput, inputOf(plan)), runtime.now()),
  );
  if (trouble) return show(request, response, { plan, trouble });
  leaveNotice(response, translate('backups.plan-saved'));
  goTo(response, base);
}

function inputOf({ weekday, keep, recipient, ...plan }: TypedPlan): unknown {
  return { ...plan, weekday: Number(weekday), keep: Number(keep), recipient: recipient.trim() || null };
}

async function download(request: Request, response: Response): Promise<void> {
  await sendBackup(screensOf(request).runtime, response, parameterOf(request, 'name'));
}
