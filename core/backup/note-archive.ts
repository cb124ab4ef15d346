import { v7 as newId } from 'uuid';
import { argsHash } from '../actions/args-hash.ts';
import { writeCall } from '../audit/write-call.ts';
import { inWorkspace } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';

export type ArchiveDeed = 'export' | 'upload' | 'download' | 'remove' | 'return' | 'import' | 'unmute';

type DeedScope = Pick<Scope, 'actor' | 'origin'> & { readonly workspace: { readonly id: string } };

/** Keeps in the audit of a workspace who took it out, put it back, or let it speak again. */
export async function noteArchive(
  { database, now }: Pick<Runtime, 'database' | 'now'>,
  scope: DeedScope,
  deed: ArchiveDeed,
  file: string | null = null,
): Promise<void> {
  const action = deed === 'unmute' ? 'core.workspace.unmute' : `core.archive.${deed}`;
  const args = file === null ? {} : { file };
  const call = { action, callId: newId(), outcome: 'done', args, argsHash: argsHash(action, args) } as const;
  await inWorkspace(database, scope.workspace.id, (unit) => writeCall(unit, scope, now(), call));
}
