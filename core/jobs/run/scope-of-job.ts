import { scopeOfSystem } from '../../access/scope-of-system.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { ClaimedJob } from '../record/claimed-job.ts';
import type { Work } from '../work.ts';
import { originOf } from './origin-of.ts';

/** The system acts, for whoever asked: a job does not fail because a person has left since. */
export function scopeOfJob(
  runtime: Runtime,
  work: Work,
  job: ClaimedJob,
  signal: AbortSignal,
): Promise<Scope | null> {
  const reason = { name: `job ${work.name}`, onBehalfOf: job.actor };
  return scopeOfSystem(runtime, job.workspaceId, reason, { log: logOf(runtime, job), signal });
}

/** Every line says which job it comes from. */
function logOf({ log }: Runtime, job: ClaimedJob): Runtime['log'] {
  const origin = originOf(job);
  return {
    debug: (details, message) => log.debug({ ...origin, ...details }, message),
    info: (details, message) => log.info({ ...origin, ...details }, message),
    warn: (details, message) => log.warn({ ...origin, ...details }, message),
    error: (details, message) => log.error({ ...origin, ...details }, message),
  };
}
