import type { Runtime } from '../../runtime.ts';
import { InvalidInput, type Workspace } from '../../sdk/index.ts';
import { archiveNameOf, workspaceArchives } from '../stored-archives.ts';
import type { ArchiveTask } from '../tasks/archive-task.ts';
import { askTask } from '../tasks/ask-task.ts';
import { archiveRoom } from './archive-room.ts';

/** Has a workspace put back as it was. What it is now goes, so its word is typed to confirm. @throws InvalidInput, NotFound, Conflict */
export async function askReturn(
  runtime: Runtime,
  { id, slug }: Workspace,
  { file, confirmation, askedBy }: { file: string; confirmation: string; askedBy: string },
): Promise<ArchiveTask> {
  if (confirmation.trim() !== slug) {
    throw new InvalidInput([{ path: ['confirmation'], message: `Type ${slug} to confirm.` }]);
  }
  // What it is now is saved first.
  await archiveRoom(workspaceArchives(runtime.config, id));
  return askTask(runtime, { kind: 'return', about: id, file: archiveNameOf(file), askedBy });
}
