import { setTimeout as pause } from 'node:timers/promises';
import { openCtx } from '../../core/context/open-ctx.ts';
import { readLogin, withLogin } from '../../core/db/roles/role-names.ts';
import { withClient } from '../../core/db/roles/with-client.ts';
import { inWorkspace } from '../../core/db/unit-of-work.ts';
import { type JobsWorker, startJobs } from '../../core/jobs/start-jobs.ts';
import type { Runtime } from '../../core/runtime.ts';
import type { EnqueueOptions, JobRef } from '../../core/sdk/index.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { testClusterUrl } from '../../core/testing/cluster.ts';
import type { TestRuntimeOptions } from '../../core/testing/test-runtime.ts';

export interface JobsApp extends TestApp {
  /** Asks for a job as the owner of a workspace would. */
  ask<Payload>(
    job: JobRef<Payload>,
    payload: Payload,
    options?: EnqueueOptions,
    where?: 'a' | 'b',
  ): Promise<string>;
  /** Works on jobs in this process until the app stops. */
  work(runtime?: Runtime): JobsWorker;
  jobs(where?: 'a' | 'b'): Promise<JobLine[]>;
  job(id: string, where?: 'a' | 'b'): Promise<JobLine>;
  /** What jobs and listeners left behind, in the order they did. */
  effects(where?: 'a' | 'b'): Promise<string[]>;
  /** A superuser's look past row-level security. */
  asSuperuser(sql: string): Promise<Record<string, unknown>[]>;
}

export interface JobLine {
  readonly id: string;
  readonly job: string;
  readonly state: string;
  readonly attempts: number;
  readonly crashes: number;
  readonly stumbles: number;
  readonly last_error: string | null;
  readonly progress: number | null;
  readonly progress_note: string | null;
  readonly due_at: string;
}

/** The product with the errands plugin; nothing works on jobs until `work` is called. */
export async function bootJobsApp(options: TestRuntimeOptions = {}): Promise<JobsApp> {
  const app = await bootTestApp({ fixtures: ['errands'], ...options });
  const workers: JobsWorker[] = [];
  const inPlace = <Row extends object>(text: string, values: unknown[], where: 'a' | 'b') =>
    inWorkspace(app.runtime.database, app.workspaces[where].id, (unit) => unit.run<Row>({ text, values }));
  const jobs = (where: 'a' | 'b' = 'a') => inPlace<JobLine>('select * from jobs order by seq', [], where);
  const clusterUrl = await testClusterUrl();
  const superuserUrl = withLogin(clusterUrl, {
    ...readLogin(clusterUrl),
    database: readLogin(app.appUrl).database,
  });
  return {
    ...app,
    async ask(job, payload, jobOptions, where = 'a') {
      const scope = await app.scope('owner', app.workspaces[where]);
      return (await openCtx(app.runtime, scope, (ctx) => ctx.enqueue(job, payload, jobOptions))).id;
    },
    work(runtime = app.runtime) {
      const worker = startJobs(runtime);
      workers.push(worker);
      return worker;
    },
    jobs,
    job: async (id, where = 'a') => found((await jobs(where)).find((one) => one.id === id)),
    async effects(where = 'a') {
      const text = 'select label from errands_effects order by created_at, id';
      return (await inPlace<{ label: string }>(text, [], where)).map(({ label }) => label);
    },
    asSuperuser: (sql) => withClient(superuserUrl, async (client) => (await client.query(sql)).rows),
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await app.stop();
    },
  };
}

export function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('It is not there.');
  return value;
}

/** The machine may be loaded, hence the patience. */
export async function until(holds: () => Promise<boolean> | boolean, limitMs = 30_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It did not happen within ${limitMs} ms.`);
    await pause(15);
  }
}
