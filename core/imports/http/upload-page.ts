import { render } from '../../admin/render.ts';
import type { AskedOfResource } from '../../admin/routes/asked.ts';
import { csvName, sendCsv } from '../../exports/http/send-csv.ts';
import { receiveUpload } from '../../http/receive-upload.ts';
import { InvalidInput, TooLarge } from '../../sdk/index.ts';
import { beginImport } from '../begin-import.ts';
import { openImports } from '../open-imports.ts';
import { listImports } from '../record/find-import.ts';
import { templateCsv } from '../template-csv.ts';
import { goTo } from './asked-of-import.ts';
import { uploadModel } from './upload-model.ts';
import { importUrls } from './wizard-urls.ts';

export async function showUpload(asked: AskedOfResource): Promise<void> {
  openImports(asked.runtime, asked.scope, asked.resource);
  await renderUpload(asked, null);
}

async function renderUpload(asked: AskedOfResource, problem: string | null): Promise<void> {
  const { runtime, scope, resource, request, response } = asked;
  const earlier = await listImports(runtime, scope.workspace.id, [resource.id]);
  await render(
    request,
    response,
    'import/upload',
    uploadModel(scope.workspace.slug, resource, earlier, problem),
  );
}

export async function takeUpload(asked: AskedOfResource): Promise<void> {
  const { runtime, scope, request, response } = asked;
  const resource = openImports(runtime, scope, asked.resource);
  try {
    const record = await receiveUpload(request, (upload) => beginImport(runtime, scope, resource, upload));
    goTo(request, response, importUrls(scope.workspace.slug, resource, record.id).mapping);
  } catch (error) {
    if (!(error instanceof InvalidInput || error instanceof TooLarge)) throw error;
    response.status(error instanceof TooLarge ? 413 : 422);
    await renderUpload(asked, sentenceOf(error));
  }
}

function sentenceOf(error: InvalidInput | TooLarge): string {
  const first = error instanceof InvalidInput ? error.problems[0]?.message : undefined;
  return first ?? error.message;
}

export async function sendTemplate({ runtime, scope, resource, response }: AskedOfResource): Promise<void> {
  openImports(runtime, scope, resource);
  await sendCsv(response, csvName([resource.plugin, resource.path]), templateCsv(runtime, scope, resource));
}
