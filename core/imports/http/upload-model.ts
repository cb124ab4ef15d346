import type { Resource } from '../../sdk/index.ts';
import { maxImportBytes } from '../import-file.ts';
import type { ImportRecord } from '../record/import-record.ts';
import { currentPage } from './current-page.ts';
import type { ImportLine, UploadModel } from './models.ts';
import { wizardModel } from './wizard-model.ts';
import { importUrls, uploadUrl } from './wizard-urls.ts';

export function uploadModel(
  slug: string,
  resource: Resource,
  earlier: readonly ImportRecord[],
  problem: string | null,
): UploadModel {
  const action = uploadUrl(slug, resource);
  return {
    ...wizardModel(slug, resource, 'upload', null),
    action,
    templateUrl: `${action}/template.csv`,
    maxBytes: maxImportBytes,
    problem,
    earlier: earlier.map((record) => lineOf(slug, resource, record)),
  };
}

function lineOf(slug: string, resource: Resource, record: ImportRecord): ImportLine {
  const { id, state, file, actor, counts, createdAt } = record;
  return {
    id,
    url: importUrls(slug, resource, id)[currentPage(state)],
    fileName: file.name,
    state,
    byName: actor.name,
    at: createdAt,
    created: counts.created,
    updated: counts.updated,
    failed: counts.failed,
  };
}
