import { z } from 'zod';
import { readInstance } from '../../db/read-instance.ts';
import type { Runtime } from '../../runtime.ts';
import { timezone } from '../../workspaces/regional-settings.ts';

export const rhythms = ['hourly', 'daily', 'weekly'] as const;

const hourMs = 60 * 60 * 1_000;
/** How long it is from one backup to the next. */
export const rhythmMs = { hourly: hourMs, daily: 24 * hourMs, weekly: 7 * 24 * hourMs } as const;

/** When backups are made by themselves, and how many of them stay. */
export interface BackupPlan {
  readonly isOn: boolean;
  readonly rhythm: (typeof rhythms)[number];
  /** `02:15`, by the clocks of the time zone; of an hourly plan the minutes count. */
  readonly atTime: string;
  /** 0 is Sunday; counts for a weekly plan. */
  readonly weekday: number;
  /** An IANA name. */
  readonly timeZone: string;
  readonly keep: number;
  /** Encrypted for whoever holds the other half of this key; null for what the environment says. */
  readonly recipient: string | null;
  /** When the next is due; null while there is no plan. */
  readonly dueAt: string | null;
}

/** What the page suggests as long as nobody has said anything. */
const suggested: BackupPlan = {
  ...{ isOn: false, rhythm: 'daily', atTime: '02:15', weekday: 0, timeZone: 'UTC', keep: 14 },
  ...{ recipient: null, dueAt: null },
};

export const planColumns = `is_on as "isOn", rhythm, at_time as "atTime", weekday, time_zone as "timeZone", keep,
  recipient, due_at as "dueAt"`;

export async function readPlan({ database }: Pick<Runtime, 'database'>): Promise<BackupPlan> {
  const text = `select ${planColumns} from backup_plan`;
  const [plan] = await readInstance<BackupPlan>(database, { text, values: [] });
  return plan ?? suggested;
}

/** The pattern of a plan, for the same clock that schedules go by. */
export function cronOf({
  rhythm,
  atTime,
  weekday,
}: Pick<BackupPlan, 'rhythm' | 'atTime' | 'weekday'>): string {
  const [hour, minute] = atTime.split(':').map(Number);
  if (rhythm === 'hourly') return `${minute} * * * *`;
  return `${minute} ${hour} * * ${rhythm === 'weekly' ? weekday : '*'}`;
}

/** What may be said of a plan, by form and by API. */
export const planInput = z.strictObject({
  isOn: z.boolean(),
  rhythm: z.enum(rhythms, 'Choose hourly, daily or weekly.'),
  atTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time such as 02:15.'),
  weekday: z.int().min(0).max(6),
  timeZone: timezone,
  keep: z.int('Use a whole number.').min(1, 'Keep one at least.').max(1_000, 'Keep 1000 at most.'),
  recipient: z
    .string()
    .regex(/^age1[0-9a-z]{20,3000}$/, 'Use the public half of an age key; it begins with age1.')
    .nullable(),
});

export type PlanInput = z.infer<typeof planInput>;
