import type { Resource } from '../../sdk/index.ts';
import type { ImportRecord } from '../record/import-record.ts';
import { progressOf } from './import-progress.ts';
import type { Progress, ProgressModel } from './models.ts';
import { wizardModel } from './wizard-model.ts';
import { importUrls } from './wizard-urls.ts';

export function progressModel(
  slug: string,
  resource: Resource,
  record: ImportRecord,
  now: Date,
): ProgressModel {
  const urls = importUrls(slug, resource, record.id);
  const isUndoing = record.state === 'undoing';
  const progress = isUndoing ? undoProgress(record) : progressOf(record);
  return {
    ...wizardModel(slug, resource, 'result', urls),
    isUndoing,
    progress,
    progressUrl: urls.progress,
    cancelAction: urls.cancellation,
    file: { name: record.file.name, rows: record.file.rows },
    counts: record.counts,
    secondsLeft: isUndoing ? null : secondsLeft(record, progress, now),
    isCancelling: record.isCancelling,
  };
}

function undoProgress({ counts, undoneRows: rows }: ImportRecord): Progress {
  const total = counts.created + counts.updated;
  return {
    rows,
    total,
    percent: total === 0 ? 0 : Math.min(99, Math.floor((rows * 100) / total)),
  };
}

/** Worth saying once there is something to go by. */
const enoughRows = 1_000;

function secondsLeft({ startedAt }: ImportRecord, { rows, total }: Progress, now: Date): number | null {
  if (startedAt === null || rows < enoughRows) return null;
  const elapsed = (now.getTime() - Date.parse(startedAt)) / 1_000;
  return Math.ceil((elapsed / rows) * (total - rows));
}
