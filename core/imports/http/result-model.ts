import type { Resource } from '../../sdk/index.ts';
import type { ProblemGroup } from '../record/check-result.ts';
import type { ImportRecord } from '../record/import-record.ts';
import { progressOf } from './import-progress.ts';
import type { ResultModel } from './models.ts';
import { wizardModel } from './wizard-model.ts';
import { importUrls, uploadUrl } from './wizard-urls.ts';

export function resultModel(
  slug: string,
  resource: Resource,
  record: ImportRecord,
  problems: readonly ProblemGroup[],
): ResultModel {
  const { state, counts, undone } = record;
  const urls = importUrls(slug, resource, record.id);
  const ended = state === 'failed' || state === 'cancelled' ? state : 'done';
  const canResume = ended !== 'done' && !undone && record.file.key !== null;
  const canUndo = !undone && counts.created + counts.updated > 0;
  return {
    ...wizardModel(slug, resource, 'result', urls),
    state: ended,
    reason: record.reason,
    file: { name: record.file.name, rows: record.file.rows },
    counts,
    progress: progressOf(record),
    seconds: secondsOf(record),
    byName: record.actor.name,
    finishedAt: record.finishedAt ?? record.createdAt,
    problems,
    failuresUrl: counts.failed > 0 ? urls.failures : null,
    resumeAction: canResume ? urls.start : null,
    undoAction: canUndo ? urls.undo : null,
    undone,
    againUrl: uploadUrl(slug, resource),
  };
}

function secondsOf({ startedAt, finishedAt }: ImportRecord): number {
  if (startedAt === null || finishedAt === null) return 0;
  return Math.max(0, Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000));
}
