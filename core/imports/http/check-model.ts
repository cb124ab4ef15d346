import type { Resource } from '../../sdk/index.ts';
import type { ImportRecord } from '../record/import-record.ts';
import { checkProgressOf } from './import-progress.ts';
import type { CheckModel } from './models.ts';
import { wizardModel } from './wizard-model.ts';
import { importUrls } from './wizard-urls.ts';

const none = { created: 0, updated: 0, skipped: 0, failed: 0 };

export function checkModel(slug: string, resource: Resource, record: ImportRecord): CheckModel {
  const { check, state, file } = record;
  const urls = importUrls(slug, resource, record.id);
  const isChecking = state === 'checking';
  const counts = check?.counts ?? none;
  return {
    ...wizardModel(slug, resource, 'check', urls, record.reason),
    progress: isChecking ? checkProgressOf(record) : null,
    progressUrl: urls.check,
    mappingUrl: urls.mapping,
    startAction: urls.start,
    cancelAction: urls.cancellation,
    file: { name: file.name, rows: check?.rows ?? file.rows },
    counts,
    alsoCreates: check?.alsoCreates ?? [],
    headers: check?.headers ?? [],
    preview: check?.preview ?? [],
    problems: check?.problems ?? [],
    canStart: !isChecking && counts.created + counts.updated > 0,
  };
}
