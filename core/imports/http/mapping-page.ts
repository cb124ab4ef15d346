import { render } from '../../admin/render.ts';
import { InvalidInput } from '../../sdk/index.ts';
import { changeFormat } from '../change-format.ts';
import { changeMapping, mappingInput, mergeMapping } from '../change-mapping.ts';
import { mappingContext } from '../mapping/mapping-context.ts';
import type { ImportRecord } from '../record/import-record.ts';
import { requestCheck } from '../request-work.ts';
import { type AskedOfImport, goTo } from './asked-of-import.ts';
import { currentPage } from './current-page.ts';
import { formatInputOf, formOf, mappingInputOf } from './form-input.ts';
import { mappingModel } from './mapping-model.ts';

export async function showMapping(asked: AskedOfImport): Promise<void> {
  const { record, urls, request, response } = asked;
  if (record.state !== 'uploaded' && record.state !== 'checked')
    return goTo(request, response, urls[currentPage(record.state)]);
  await renderMapping(asked, record, {});
}

async function renderMapping(
  { runtime, scope, resource, request, response }: AskedOfImport,
  record: ImportRecord,
  problems: Readonly<Record<string, string>>,
): Promise<void> {
  const context = await mappingContext(runtime, scope, resource);
  await render(
    request,
    response,
    'import/mapping',
    mappingModel(scope.workspace.slug, context, record, problems),
  );
}

/** What was chosen stays on the page when it cannot be taken. */
export async function takeMapping(asked: AskedOfImport): Promise<void> {
  const { runtime, scope, record, urls, request, response } = asked;
  const form = formOf(request);
  const input = mappingInputOf(
    form,
    record.columns.map(({ name }) => name),
  );
  try {
    await changeMapping(runtime, scope, record.id, input);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const parsed = mappingInput.safeParse(input);
    const typed = parsed.success ? { ...record, ...mergeMapping(record, parsed.data) } : record;
    response.status(422);
    return renderMapping(asked, typed, problemsByPath(error));
  }
  await requestCheck(runtime, scope, record.id);
  goTo(request, response, urls.check);
}

export async function takeFormat(asked: AskedOfImport): Promise<void> {
  const { runtime, scope, record, urls, request, response } = asked;
  try {
    await changeFormat(runtime, scope, record.id, formatInputOf(formOf(request)));
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    response.status(422);
    return renderMapping(asked, record, problemsByPath(error));
  }
  goTo(request, response, urls.mapping);
}

function problemsByPath({ problems }: InvalidInput): Readonly<Record<string, string>> {
  return Object.fromEntries([...problems].reverse().map(({ path, message }) => [path.join('.'), message]));
}
