import { z } from 'zod';
import { type JobQuestion, jobStates } from '../../jobs/operate/list-jobs.ts';

/** Shown at a time. */
export const jobsOnPage = 50;

const text = z.string().max(200).catch('');

const asked = z.object({
  state: z.enum(jobStates).or(z.literal('')).catch(''),
  plugin: text,
  queue: text,
  workspace: z.uuid().or(z.literal('')).catch(''),
  before: z.coerce.number().int().positive().or(z.literal('')).catch(''),
});

/** What the page is asked to show; what makes no sense is left out. */
export type JobsAsked = z.infer<typeof asked>;

export function readJobsAsked(query: URLSearchParams): JobsAsked {
  return asked.parse({ before: '', ...Object.fromEntries(query) });
}

/** What has not ended well, unless one state is asked for. */
const usualStates = ['dead', 'running', 'ready', 'delayed', 'held'] as const;

export function questionOf(
  { state, plugin, queue, workspace, before }: JobsAsked,
  most: number,
): JobQuestion {
  return {
    states: state === '' ? usualStates : [state],
    plugin: plugin || undefined,
    queue: queue || undefined,
    workspaceId: workspace || undefined,
    before: before === '' ? undefined : before,
    most,
  };
}

/** The page with these filters, from its beginning. */
export function jobsAddress(asked: Partial<Record<keyof JobsAsked, string | number>>): string {
  const pairs = Object.entries(asked).filter(([, value]) => value !== '' && value !== undefined);
  const query = new URLSearchParams(Object.fromEntries(pairs.map(([name, value]) => [name, String(value)])));
  return query.size > 0 ? `/admin/jobs?${query.toString()}` : '/admin/jobs';
}
