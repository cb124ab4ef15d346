import { changeNoteOf } from '../../audit/change-note.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { WriteNote } from './compile-write.ts';

/** Which record is written, by whom and when. */
export function noteFor(runtime: Pick<Runtime, 'now'>, scope: Scope, id: string): WriteNote {
  return { workspaceId: scope.workspace.id, id, by: changeNoteOf(scope), at: runtime.now().toISOString() };
}
