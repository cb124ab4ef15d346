import { z } from 'zod';
import { openCtx } from '../../context/open-ctx.ts';
import { callPlugin } from '../../kernel/call-plugin.ts';
import { isOn } from '../../kernel/gate.ts';
import { isMuted } from '../../muting/is-muted.ts';
import { OutboundMuted } from '../../ports/outbound/outbound-errors.ts';
import type { Scope } from '../../scope.ts';
import type { Ctx, RunningJob } from '../../sdk/index.ts';
import type { ClaimedJob } from '../record/claimed-job.ts';
import { completeJob } from '../record/complete-job.ts';
import { buryJob, silenceJob, withholdJob } from '../record/return-job.ts';
import type { Work } from '../work.ts';
import { closedCtx } from './closed-ctx.ts';
import { runningJob } from './running-job.ts';
import { scopeOfJob } from './scope-of-job.ts';
import { NotBegun, PayloadRefused, settleFailure } from './settle-failure.ts';
import { noteStumble, noteSuccess } from './streaks.ts';
import type { Worker } from './worker.ts';

/** One attempt at a job, to whatever end. Never throws. */
export async function runJob(worker: Worker, job: ClaimedJob, abort: AbortController): Promise<void> {
  const work = worker.works.get(job.job);
  if (!work) return;
  const began = performance.now();
  try {
    await attempt(worker, work, job, abort.signal);
    noteSuccess(worker, job.job, performance.now() - began);
  } catch (error) {
    noteStumble(worker, job.job);
    abort.abort(error);
    if (error instanceof OutboundMuted) await silenceMuted(worker, job);
    else await settleFailure(worker, work, job, error);
  }
}

async function attempt(worker: Worker, work: Work, job: ClaimedJob, signal: AbortSignal): Promise<void> {
  const { runtime } = worker;
  const scope = await scopeOfJob(runtime, work, job, signal);
  if (!scope) return buryJob(runtime.database, job, 'Its workspace is gone.');
  if (!isOn(scope, work.plugin)) return withholdJob(runtime.database, job);
  if (work.kind === 'external' && (await isMuted(runtime, job.workspaceId)))
    return silenceJob(runtime.database, job);
  await ways[work.kind]({ worker, work, job, scope });
}

/** Should even that fail, its lease runs out and it is found again. */
async function silenceMuted({ runtime }: Worker, job: ClaimedJob): Promise<void> {
  await silenceJob(runtime.database, job).catch((error: unknown) => {
    runtime.log.warn({ err: error, job: job.job }, 'A job that has to wait could not be given back.');
  });
}

export interface Attempt {
  readonly worker: Worker;
  readonly work: Work;
  readonly job: ClaimedJob;
  readonly scope: Scope;
}

const ways = { transaction: inOneTransaction, external: outsideTransactions } as const;

/** Its effects and its completion are committed together, so they exist once. */
async function inOneTransaction(attempt: Attempt): Promise<void> {
  const { worker, job, scope } = attempt;
  await openCtx(worker.runtime, scope, async (ctx) => {
    await callWork(attempt, ctx, runningJob(worker.runtime, job, scope));
    await completeJob(ctx.unit, job);
  });
}

/** No transaction is open while it waits for the outside. */
async function outsideTransactions(attempt: Attempt): Promise<void> {
  const { worker, job, scope } = attempt;
  await callWork(attempt, closedCtx(worker.runtime, scope), runningJob(worker.runtime, job, scope));
  await openCtx(worker.runtime, scope, (ctx) => completeJob(ctx.unit, job));
}

/** The one place where a plugin's job or listener is called. */
export async function callWork({ worker, work, job }: Attempt, ctx: Ctx, running: RunningJob): Promise<void> {
  let hasBegun = false;
  const what = {
    ...{ plugin: work.plugin, what: `job ${work.name}`, limitMs: work.timeoutMs },
    ...{ within: ctx, isRetried: true },
  };
  try {
    await callPlugin(worker.runtime, what, () => {
      hasBegun = true;
      return work.run(
        ctx,
        fitting(() => work.parse(job.payload)),
        running,
      );
    });
  } catch (error) {
    throw hasBegun ? error : new NotBegun(String(error));
  }
}

function fitting(parse: () => unknown): unknown {
  try {
    return parse();
  } catch (cause) {
    const problem = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new PayloadRefused(`What was stored is not what it takes: ${problem}`, { cause });
  }
}
