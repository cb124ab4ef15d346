import type { Translate } from '../../admin/translate.ts';
import { noTrouble, type Trouble } from '../../http/pages/form-trouble.ts';
import { readMutings } from '../../muting/muting.ts';
import type { Runtime } from '../../runtime.ts';
import { timezones } from '../../workspaces/regional-settings.ts';
import { backupDirOf } from '../backup-name.ts';
import { type ListedBackup, listBackups } from '../list-backups.ts';
import { type BackupPlan, readPlan, rhythms } from '../plan/backup-plan.ts';
import { recipientOf } from '../plan/keep-plan.ts';
import { latestTasks } from '../tasks/find-tasks.ts';
import { type TaskLine, taskLine } from './task-words.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly isSelected: boolean;
}

interface BackupLine extends ListedBackup {
  readonly url: string;
  readonly checkWords: string;
  readonly tone: string;
}

/** What stands in the form of the plan, as it was typed. */
export interface TypedPlan {
  readonly isOn: boolean;
  readonly rhythm: string;
  readonly atTime: string;
  readonly weekday: string;
  readonly timeZone: string;
  readonly keep: string;
  readonly recipient: string;
}

/** View `admin/backups`. */
export interface BackupsModel {
  readonly title: string;
  readonly folder: string;
  readonly backups: readonly BackupLine[];
  readonly tasks: readonly TaskLine[];
  readonly isUnderWay: boolean;
  readonly isEncrypted: boolean;
  readonly plan: TypedPlan;
  readonly dueAt: string | null;
  /** Is there a plan, and is it not kept because the instance is muted? */
  readonly isPaused: boolean;
  readonly rhythms: readonly Choice[];
  readonly weekdays: readonly Choice[];
  readonly zones: readonly Choice[];
  readonly problems: Trouble['problems'];
  readonly notice: string | null;
  readonly restoreCommand: string;
}

const mostTasks = 5;
const checkTones = { whole: 'tone-green', damaged: 'tone-red', unknown: 'tone-plain' } as const;

export async function backupsModel(
  runtime: Runtime,
  translate: Translate,
  typed?: { readonly plan: TypedPlan; readonly trouble: Trouble },
): Promise<BackupsModel> {
  const [stored, saved, latest, mutings] = await Promise.all([
    listBackups(runtime),
    readPlan(runtime),
    latestTasks(runtime, null, mostTasks),
    readMutings(runtime),
  ]);
  const tasks = latest.map((task) => taskLine(translate, task));
  const plan = typed?.plan ?? typedOf(saved);
  const isPaused = saved.isOn && mutings.some(({ workspaceId }) => workspaceId === null);
  const { problems, notice } = typed?.trouble ?? noTrouble;
  return {
    title: translate('backups.title'),
    folder: backupDirOf(runtime.config),
    backups: stored.map((one) => backupLine(translate, one)),
    tasks,
    isUnderWay: tasks.some(({ isUnderWay }) => isUnderWay),
    isEncrypted: recipientOf(saved, runtime.config) !== null,
    plan,
    dueAt: saved.isOn && !isPaused ? saved.dueAt : null,
    isPaused,
    rhythms: rhythms.map((value) => choice(value, translate(`backups.rhythm.${value}`), plan.rhythm)),
    weekdays: weekdays.map((value) => choice(value, translate(`backups.weekday.${value}`), plan.weekday)),
    zones: timezones.map((value) => choice(value, value, plan.timeZone)),
    problems,
    notice,
    restoreCommand: `npm run restore -- ${backupDirOf(runtime.config)}/${stored[0]?.name ?? '<archive>'}`,
  };
}

const weekdays = ['1', '2', '3', '4', '5', '6', '0'] as const;

function choice(value: string, label: string, chosen: string): Choice {
  return { value, label, isSelected: value === chosen };
}

function typedOf({ isOn, rhythm, atTime, weekday, timeZone, keep, recipient }: BackupPlan): TypedPlan {
  return {
    isOn,
    rhythm,
    atTime,
    weekday: String(weekday),
    timeZone,
    keep: String(keep),
    recipient: recipient ?? '',
  };
}

function backupLine(translate: Translate, backup: ListedBackup): BackupLine {
  return {
    ...backup,
    url: `/admin/backups/${backup.name}`,
    checkWords: translate(`backups.check.${backup.check}`),
    tone: checkTones[backup.check],
  };
}
