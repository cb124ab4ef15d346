import { randomUUID } from 'node:crypto';
import { readInstance } from '../db/read-instance.ts';
import type { Runtime } from '../runtime.ts';
import { forgetOldImports } from './forget-old-imports.ts';
import { importsTopic } from './imports-topic.ts';
import { claimImport } from './run/lease.ts';
import { workOnImport } from './run/work-on-import.ts';

export interface ImportsWorker {
  /** Stop after the batches at work; what is left waits for the next process. */
  stop(): Promise<void>;
}

/** Imports one process works on at a time; the others wait their turn. */
const mostAtOnce = 2;
const lookAgainMs = 2_000;
const tidyMs = 900_000;

interface Worker {
  readonly runtime: Runtime;
  /** Names this process in leases. */
  readonly owner: string;
  readonly stopping: AbortController;
  readonly atWork: Map<string, Promise<void>>;
  isLooking: boolean;
}

/** Work on imports that wait, at once and whenever word comes; those of a process that died come back to life here. */
export function startImports(runtime: Runtime): ImportsWorker {
  const worker: Worker = {
    runtime,
    owner: randomUUID(),
    stopping: new AbortController(),
    atWork: new Map(),
    isLooking: false,
  };
  const look = () => void lookForWork(worker);
  const timer = setInterval(look, lookAgainMs).unref();
  const tidying = setInterval(() => void tidy(runtime), tidyMs).unref();
  const deaf = runtime.broadcast.hear(importsTopic, look);
  look();
  return {
    async stop() {
      clearInterval(timer);
      clearInterval(tidying);
      deaf();
      worker.stopping.abort();
      await Promise.all(worker.atWork.values());
    },
  };
}

async function tidy(runtime: Runtime): Promise<void> {
  await forgetOldImports(runtime).catch((error: unknown) => {
    runtime.log.warn({ err: error }, 'files of old imports could not be thrown away');
  });
}

async function lookForWork(worker: Worker): Promise<void> {
  if (worker.isLooking || worker.stopping.signal.aborted || worker.atWork.size >= mostAtOnce) return;
  worker.isLooking = true;
  try {
    await takeDue(worker);
  } catch (error) {
    worker.runtime.log.warn({ err: error }, 'waiting imports could not be looked up');
  } finally {
    worker.isLooking = false;
  }
}

interface Due {
  readonly workspace_id: string;
  readonly id: string;
}

async function takeDue(worker: Worker): Promise<void> {
  const { database } = worker.runtime;
  const due = await readInstance<Due>(database, {
    text: 'select * from imports_due($1)',
    values: [mostAtOnce * 4],
  });
  for (const { workspace_id: workspaceId, id: importId } of due) {
    if (worker.atWork.size >= mostAtOnce || worker.stopping.signal.aborted) return;
    if (!worker.atWork.has(importId)) await take(worker, workspaceId, importId);
  }
}

async function take(worker: Worker, workspaceId: string, importId: string): Promise<void> {
  const { runtime, owner, stopping } = worker;
  const lease = { workspaceId, importId, owner };
  const record = await claimImport(runtime.database, lease);
  if (!record) return;
  const work = workOnImport({ runtime, lease, record, signal: stopping.signal }).finally(() => {
    worker.atWork.delete(importId);
    void lookForWork(worker);
  });
  worker.atWork.set(importId, work);
}
