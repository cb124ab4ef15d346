import { isTransient } from '../../db/transient.ts';
import { DomainError } from '../../sdk/index.ts';
import type { ImportChange } from '../record/change-import.ts';
import { checkImport } from './check-import.ts';
import { finishImport } from './finish-import.ts';
import type { ImportJob } from './import-job.ts';
import { LeaseLost, prolongLease, releaseLease } from './lease.ts';
import { runImport } from './run-import.ts';
import { undoImport } from './undo-import.ts';

const signOfLifeMs = 2_000;
/** How long a stumble of the database is waited out. */
const pauseSeconds = 5;

/** Do what a claimed import waits for. It ends done, stopped with a reason, or let go for another try. Never throws. */
export async function workOnImport(job: ImportJob): Promise<void> {
  const { runtime, lease } = job;
  const alive = setInterval(
    () => void prolongLease(runtime.database, lease).catch(() => undefined),
    signOfLifeMs,
  );
  try {
    await works[workOf(job)](job);
    if (job.signal.aborted) await releaseLease(runtime.database, lease, 0);
  } catch (error) {
    await settle(job, error).catch((second: unknown) => {
      runtime.log.warn({ err: second, importId: lease.importId }, 'an import could not be let go');
    });
  } finally {
    clearInterval(alive);
  }
}

const works = { checking: checkImport, running: runImport, undoing: undoImport } as const;
type Work = keyof typeof works;

/** A check or an undoing that fails leaves the import where it was. */
const stateAfterFailure = { checking: 'uploaded', running: 'failed', undoing: 'done' } as const;

function workOf({ record }: ImportJob): Work {
  const { state } = record;
  if (state === 'checking' || state === 'undoing') return state;
  return 'running';
}

function endOf(job: ImportJob): ImportChange {
  return workOf(job) === 'running' ? { finished_at: job.runtime.now().toISOString() } : {};
}

async function settle(job: ImportJob, error: unknown): Promise<void> {
  const { runtime, lease } = job;
  if (error instanceof LeaseLost) return;
  if (isTransient(error)) {
    runtime.log.warn({ err: error, importId: lease.importId }, 'an import pauses');
    return releaseLease(runtime.database, lease, pauseSeconds);
  }
  if (!(error instanceof DomainError))
    runtime.log.error({ err: error, importId: lease.importId }, 'an import failed');
  const reason =
    error instanceof DomainError
      ? error.message
      : 'Something unexpected happened; the log of the server says what.';
  await finishImport(job, stateAfterFailure[workOf(job)], { reason, ...endOf(job) });
}
