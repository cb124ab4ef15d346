import type { Runtime } from '../../runtime.ts';
import { workspaceArchives } from '../stored-archives.ts';
import type { ArchiveTask } from '../tasks/archive-task.ts';
import { askTask } from '../tasks/ask-task.ts';
import { archiveRoom } from './archive-room.ts';

/** Has a workspace copied into one file. @throws Conflict while the same is under way, or there is no room */
export async function askExport(
  runtime: Runtime,
  workspaceId: string,
  askedBy: string,
): Promise<ArchiveTask> {
  await archiveRoom(workspaceArchives(runtime.config, workspaceId));
  return askTask(runtime, { kind: 'export', about: workspaceId, askedBy });
}
