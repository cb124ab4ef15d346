import { type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { listOf } from '../../http/form-body.ts';
import { instanceAdminOf } from '../../http/instance-admin.ts';
import { goTo } from '../../http/pages/answer-page.ts';
import { queryOf } from '../../http/resources/resource-request.ts';
import { type ChosenJob, cancelJobs, retryJobs } from '../../jobs/operate/change-jobs.ts';
import { changeMatching } from '../../jobs/operate/change-matching.ts';
import type { Runtime } from '../../runtime.ts';
import { jobsModel } from '../jobs/jobs-model.ts';
import { jobsAddress, questionOf, readJobsAsked } from '../jobs/jobs-question.ts';
import { render } from '../render.ts';
import { screensOf } from '../screens.ts';
import { leaveNotice } from '../shell/notice.ts';

/** What goes on in the background of the whole instance, for its admin. */
export function jobRoutes(): Router {
  const router = Router({ caseSensitive: true });
  router.get('/admin/jobs', showJobs);
  router.post('/admin/jobs/retries', changeJobs('jobs.retried', retryJobs));
  router.post('/admin/jobs/cancellations', changeJobs('jobs.cancelled', cancelJobs));
  return router;
}

async function showJobs(request: Request, response: Response): Promise<void> {
  instanceAdminOf(response);
  const { runtime, translate } = screensOf(request);
  const model = await jobsModel(runtime, translate, readJobsAsked(queryOf(request)));
  await render(request, response, 'admin/jobs', model);
}

function changeJobs(
  words: 'jobs.retried' | 'jobs.cancelled',
  change: (runtime: Runtime, chosen: readonly ChosenJob[]) => Promise<number>,
): RequestHandler {
  return async (request, response) => {
    instanceAdminOf(response);
    const { runtime, translate } = screensOf(request);
    const asked = filtersIn(request);
    const isAll = listOf(request, 'all').length > 0 && listOf(request, 'only').length === 0;
    const count = isAll
      ? await changeMatching(runtime, questionOf(asked, atATime), change)
      : await change(runtime, chosenIn(request));
    leaveNotice(response, translate(words, { count }));
    const { before: _, ...filters } = asked;
    goTo(response, jobsAddress(filters));
  };
}

const jobValue = z.string().regex(/^[0-9a-f-]{36}\/[0-9a-f-]{36}$/);
const atATime = 1_000;

/** One by its own button, or those that were ticked. */
function chosenIn(request: Request): readonly ChosenJob[] {
  const only = listOf(request, 'only');
  return (only.length > 0 ? only : listOf(request, 'job')).flatMap(jobIn);
}

function jobIn(value: string): ChosenJob[] {
  const [workspaceId, id] = jobValue.safeParse(value).data?.split('/') ?? [];
  return workspaceId && id ? [{ workspaceId, id }] : [];
}

function filtersIn(request: Request) {
  const names = ['state', 'plugin', 'queue', 'workspace'];
  const sent = Object.fromEntries(names.map((name) => [name, listOf(request, name)[0] ?? '']));
  return readJobsAsked(new URLSearchParams(sent));
}
