import { scopeOfActor } from '../../access/scope-of-actor.ts';
import type { Scope } from '../../scope.ts';
import type { Resource } from '../../sdk/index.ts';
import { openImports } from '../open-imports.ts';
import type { ImportJob } from './import-job.ts';

export interface JobScope {
  readonly scope: Scope;
  readonly resource: Resource;
}

/** What the person who asked may do now: rights and modules change while an import runs. @throws NotAllowed, NotFound */
export async function scopeOfJob({ runtime, lease, record, signal }: ImportJob): Promise<JobScope> {
  const caller = { log: runtime.log, signal };
  const scope = await scopeOfActor(runtime, lease.workspaceId, record.actor, caller);
  return { scope, resource: openImports(runtime, scope, record.resource) };
}
