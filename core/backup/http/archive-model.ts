import type { Translate } from '../../admin/translate.ts';
import { noTrouble, type Trouble } from '../../http/pages/form-trouble.ts';
import { readMutings } from '../../muting/muting.ts';
import type { Runtime } from '../../runtime.ts';
import type { Workspace } from '../../sdk/index.ts';
import { type StoredArchive, storedArchives, workspaceArchives } from '../stored-archives.ts';
import { latestTasks } from '../tasks/find-tasks.ts';
import { type TaskLine, taskLine } from './task-words.ts';

/** View `settings/archive`. */
export interface ArchiveModel {
  readonly title: string;
  readonly action: string;
  readonly slug: string;
  readonly archives: readonly (StoredArchive & { readonly url: string; readonly kindWords: string })[];
  readonly tasks: readonly TaskLine[];
  readonly isUnderWay: boolean;
  readonly isMuted: boolean;
  /** Which of them is about to be put back, when what was typed was wrong. */
  readonly chosen: string | null;
  readonly problems: Trouble['problems'];
  readonly notice: string | null;
}

const mostTasks = 5;
const kinds = ['upload', 'before-return', 'workspace'] as const;

export async function archiveModel(
  runtime: Runtime,
  { id, slug }: Workspace,
  translate: Translate,
  given: { readonly chosen?: string; readonly trouble?: Trouble } = {},
): Promise<ArchiveModel> {
  const [stored, latest, mutings] = await Promise.all([
    storedArchives(workspaceArchives(runtime.config, id)),
    latestTasks(runtime, id, mostTasks),
    readMutings(runtime),
  ]);
  const action = `/w/${slug}/settings/archive`;
  const tasks = latest.map((task) => taskLine(translate, task));
  const { problems, notice } = given.trouble ?? noTrouble;
  return {
    ...{ title: translate('archive.title'), action, slug, tasks, problems, notice },
    archives: stored.map((one) => ({
      ...one,
      url: `${action}/files/${one.name}`,
      kindWords: translate(`archive.kind.${kinds.find((kind) => one.name.startsWith(kind)) ?? 'workspace'}`),
    })),
    isUnderWay: tasks.some(({ isUnderWay }) => isUnderWay),
    isMuted: mutings.some(({ workspaceId }) => workspaceId === id),
    chosen: given.chosen ?? null,
  };
}
