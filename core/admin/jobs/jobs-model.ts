import { jobStates, type ListedJob, listJobs } from '../../jobs/operate/list-jobs.ts';
import { type QueueFigures, queueFigures } from '../../jobs/operate/queue-figures.ts';
import { worksOf } from '../../jobs/works-of.ts';
import type { Runtime } from '../../runtime.ts';
import { listWorkspaces } from '../../workspaces/list-workspaces.ts';
import type { Translate } from '../translate.ts';
import { type JobsAsked, jobsAddress, jobsOnPage, questionOf } from './jobs-question.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly isSelected: boolean;
}

interface QueueLine {
  readonly queue: string;
  readonly title: string;
  readonly plugin: string;
  /** How long the oldest waits, in words; null when none does. */
  readonly waits: string | null;
  readonly counts: readonly { readonly words: string; readonly tone: string; readonly url: string }[];
}

interface JobLine {
  /** What a form sends for it. */
  readonly value: string;
  readonly title: string;
  readonly queue: string;
  readonly workspace: string;
  readonly stateWords: string;
  readonly tone: string;
  readonly attemptWords: string;
  readonly progressWords: string | null;
  readonly at: string;
  readonly error: string | null;
  readonly canRetry: boolean;
  readonly canCancel: boolean;
}

/** View `admin/jobs`. */
export interface JobsModel {
  readonly title: string;
  readonly driverWords: string;
  readonly queues: readonly QueueLine[];
  readonly jobs: readonly JobLine[];
  readonly states: readonly Choice[];
  readonly plugins: readonly Choice[];
  readonly workspaces: readonly Choice[];
  readonly queue: string;
  /** Sent along with what is done to all of them. */
  readonly filters: readonly { readonly name: string; readonly value: string }[];
  readonly hasFilters: boolean;
  readonly moreUrl: string | null;
}

const tones = {
  dead: 'tone-red',
  running: 'tone-blue',
  ready: 'tone-green',
  delayed: 'tone-plain',
  held: 'tone-plain',
  cancelled: 'tone-plain',
  done: 'tone-green',
} as const;

export async function jobsModel(
  runtime: Runtime,
  translate: Translate,
  asked: JobsAsked,
): Promise<JobsModel> {
  const [figures, listed, workspaces] = await Promise.all([
    queueFigures(runtime),
    listJobs(runtime, questionOf(asked, jobsOnPage + 1)),
    listWorkspaces(runtime),
  ]);
  const shown = listed.slice(0, jobsOnPage);
  const last = listed.length > jobsOnPage ? shown.at(-1) : undefined;
  const { before: _, ...filters } = asked;
  return {
    title: translate('jobs.title'),
    driverWords: translate(`jobs.driver.${runtime.bell.driver}`),
    queues: figures.map((one) => queueLine(runtime, translate, one)),
    jobs: shown.map((job) => jobLine(runtime, translate, job)),
    states: choices(translate('jobs.any-state'), stateChoices(translate), asked.state),
    plugins: choices(translate('jobs.any-plugin'), pluginChoices(runtime), asked.plugin),
    workspaces: choices(
      translate('jobs.any-workspace'),
      workspaces.map(({ id, name }) => [id, name]),
      asked.workspace,
    ),
    queue: asked.queue,
    filters: Object.entries(filters).map(([name, value]) => ({ name, value: String(value) })),
    hasFilters: Object.values(filters).some((value) => value !== ''),
    moreUrl: last ? jobsAddress({ ...filters, before: last.seq }) : null,
  };
}

function stateChoices(translate: Translate): [string, string][] {
  return jobStates.map((state) => [state, translate(`jobs.state.${state}`)]);
}

function pluginChoices({ registry }: Runtime): [string, string][] {
  return registry.plugins.map(({ id, declaration }) => [id, declaration?.title ?? id]);
}

function choices(any: string, all: readonly (readonly [string, string])[], chosen: string): Choice[] {
  return [['', any] as const, ...all].map(([value, label]) => ({
    value,
    label,
    isSelected: value === chosen,
  }));
}

function titleOf({ registry }: Runtime, queue: string): string {
  return worksOf(registry).get(queue)?.title ?? queue;
}

function queueLine(runtime: Runtime, translate: Translate, figures: QueueFigures): QueueLine {
  const { queue, plugin, oldestDueMs } = figures;
  const counts = (['dead', 'running', 'ready', 'delayed', 'held'] as const).filter(
    (state) => figures[state] > 0,
  );
  const seconds = Math.round(oldestDueMs / 1_000);
  return {
    queue,
    plugin,
    title: titleOf(runtime, queue),
    waits: seconds > 0 ? translate('jobs.waits', { count: seconds }) : null,
    counts: counts.map((state) => ({
      words: translate(`jobs.count.${state}`, { count: figures[state] }),
      tone: tones[state],
      url: jobsAddress({ state, queue }),
    })),
  };
}

function jobLine(runtime: Runtime, translate: Translate, job: ListedJob): JobLine {
  const { state } = job;
  const share = job.progress === null ? null : Math.round(job.progress * 100);
  return {
    value: `${job.workspace_id}/${job.id}`,
    title: titleOf(runtime, job.job),
    queue: job.job,
    workspace: job.workspace_name,
    stateWords: translate(
      job.is_cancelling && state === 'running' ? 'jobs.state.cancelling' : `jobs.state.${state}`,
    ),
    tone: tones[state],
    attemptWords: translate('jobs.attempt', { attempt: job.attempts, of: job.max_attempts }),
    progressWords: share === null ? null : `${share} % ${job.progress_note ?? ''}`.trim(),
    at: job.finished_at ?? (state === 'delayed' ? job.due_at : (job.started_at ?? job.created_at)),
    error: job.last_error,
    canRetry: state === 'dead' || state === 'cancelled' || state === 'delayed',
    canCancel: state !== 'done' && state !== 'cancelled' && !job.is_cancelling,
  };
}
