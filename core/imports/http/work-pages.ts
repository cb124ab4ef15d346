import { render } from '../../admin/render.ts';
import { resourceUrl } from '../../admin/shell/addresses.ts';
import { csvName, sendCsv } from '../../exports/http/send-csv.ts';
import { discardImport } from '../discard-import.ts';
import { failuresCsv } from '../failures/failures-csv.ts';
import { requestCancel, type requestRun } from '../request-work.ts';
import { type AskedOfImport, goTo, type ImportHandler } from './asked-of-import.ts';
import { checkModel } from './check-model.ts';
import { currentPage } from './current-page.ts';
import { failureGroups } from './failure-groups.ts';
import { progressModel } from './progress-model.ts';
import { resultModel } from './result-model.ts';

export async function goToCurrent({ record, urls, request, response }: AskedOfImport): Promise<void> {
  goTo(request, response, urls[currentPage(record.state)]);
}

export async function showCheck({
  scope,
  resource,
  record,
  urls,
  request,
  response,
}: AskedOfImport): Promise<void> {
  const page = currentPage(record.state);
  if (page !== 'check') return goTo(request, response, urls[page]);
  await render(request, response, 'import/check', checkModel(scope.workspace.slug, resource, record));
}

export async function showProgress(asked: AskedOfImport): Promise<void> {
  const { runtime, scope, resource, record, urls, request, response } = asked;
  const page = currentPage(record.state);
  if (page !== 'progress') return goTo(request, response, urls[page]);
  const model = progressModel(scope.workspace.slug, resource, record, runtime.now());
  await render(request, response, 'import/progress', model);
}

export async function showResult({
  runtime,
  scope,
  resource,
  record,
  urls,
  request,
  response,
}: AskedOfImport): Promise<void> {
  const page = currentPage(record.state);
  if (page !== 'result') return goTo(request, response, urls[page]);
  const problems = await failureGroups(runtime, scope, record);
  await render(
    request,
    response,
    'import/result',
    resultModel(scope.workspace.slug, resource, record, problems),
  );
}

export async function sendFailures({ runtime, scope, record, response }: AskedOfImport): Promise<void> {
  const name = csvName(['failed', record.file.name.replace(/\.\w+$/, '')]);
  await sendCsv(response, name, failuresCsv(runtime, scope, record));
}

/** An import at work is stopped; one that was never started is thrown away. */
export async function cancel(asked: AskedOfImport): Promise<void> {
  const { runtime, scope, resource, record, request, response } = asked;
  if (record.state !== 'uploaded' && record.state !== 'checked') return handOver(requestCancel)(asked);
  await discardImport(runtime, scope, record.id);
  goTo(request, response, resourceUrl(scope.workspace.slug, resource));
}

/** Ask for something to be done in the background, and go where it can be watched. */
export function handOver(work: typeof requestRun): ImportHandler {
  return async ({ runtime, scope, record, urls, request, response }) => {
    const { state } = await work(runtime, scope, record.id);
    goTo(request, response, urls[currentPage(state)]);
  };
}
