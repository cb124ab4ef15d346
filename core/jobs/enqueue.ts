import { v7 as newId } from 'uuid';
import type { UnitOfWork } from '../db/unit-of-work.ts';
import { actorText } from '../events/event-row.ts';
import { parseInput } from '../parse-input.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { type EnqueueOptions, type JobRef, NotFound, TooLarge } from '../sdk/index.ts';
import { mostPayloadBytes } from './limits.ts';
import { insertJobs } from './record/insert-jobs.ts';
import type { Work } from './work.ts';
import { worksOf } from './works-of.ts';

const priorities = { high: 1, normal: 5, low: 9 } as const;

/**
 * Writes the job into the caller's transaction; workers hear of it once that is committed. One without a key is
 * written with all others at its end; one with a key at once, as it may be a job that waits already.
 * @throws InvalidInput, TooLarge, NotFound
 */
export async function enqueue<Payload>(
  runtime: Pick<Runtime, 'registry' | 'enqueued'>,
  scope: Scope,
  unit: UnitOfWork,
  job: JobRef<Payload>,
  payload: Payload,
  options: EnqueueOptions = {},
): Promise<{ id: string }> {
  const work = findWork(runtime, job.id);
  const stored = storable(job, payload);
  const row = {
    workspaceId: scope.workspace.id,
    id: newId(),
    plugin: work.plugin,
    job: job.id,
    payload: stored,
    dueAt: options.runAt?.toISOString() ?? null,
    priority: priorities[options.priority ?? 'normal'],
    maxAttempts: work.attempts,
    key: options.key ?? null,
    actor: actorText(scope.actor),
    schedule: null,
  };
  unit.afterCommit(() => runtime.enqueued.raise());
  if (row.key === null) {
    await unit.leave(insertJobs, row);
    return { id: row.id };
  }
  const [written] = await unit.run<{ id: string }>(insertJobs([row]));
  return { id: written?.id ?? row.id };
}

function findWork({ registry }: Pick<Runtime, 'registry'>, id: string): Work {
  const work = worksOf(registry).get(id);
  if (!work) throw new NotFound(`No plugin that runs here has a job "${id}".`);
  return work;
}

/** What will be read when the job runs, checked now, while somebody can still mend it. */
function storable<Payload>({ id, schema }: JobRef<Payload>, payload: Payload): unknown {
  const text = JSON.stringify(payload ?? null);
  if (Buffer.byteLength(text) > mostPayloadBytes) {
    throw new TooLarge(
      `The payload of ${id} has more than ${mostPayloadBytes} bytes. Put ids in it, not records.`,
    );
  }
  const stored: unknown = JSON.parse(text);
  // eslint-disable-next-line guildhall/guarded-plugin-calls -- it runs within the call of whoever asks for this
  parseInput(schema, stored);
  return stored;
}
