import type { ImportRecord } from '../record/import-record.ts';
import type { Progress } from './models.ts';

/** How far an import is. The number of rows of a large file is an estimate, so it never says more than all. */
export function progressOf({ counts, file, state }: ImportRecord): Progress {
  const rows = counts.created + counts.updated + counts.skipped + counts.failed;
  return state === 'done' ? { rows, total: rows, percent: 100 } : progress(rows, file.rows);
}

export function checkProgressOf({ check, file }: ImportRecord): Progress {
  return progress(check?.rows ?? 0, file.rows);
}

function progress(rows: number, estimate: number): Progress {
  const total = Math.max(rows, estimate);
  return { rows, total, percent: total === 0 ? 0 : Math.min(99, Math.floor((rows * 100) / total)) };
}
