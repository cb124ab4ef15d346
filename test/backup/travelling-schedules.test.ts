import { join } from 'node:path';
import { expect } from 'chai';
import { type ImportedWorkspace, importWorkspace } from '../../core/backup/workspace/import-workspace.ts';
import type { ImportMode } from '../../core/backup/workspace/place-workspace.ts';
import { writeWorkspace } from '../../core/backup/workspace/write-workspace.ts';
import { inWorkspace } from '../../core/db/unit-of-work.ts';
import type { KnownSchedule } from '../../core/schedules/known-schedules.ts';
import { keepSchedules } from '../../core/schedules/start-schedules.ts';
import { defineSchedule } from '../../core/sdk/index.ts';
import { writeEffect } from '../fixtures/plugins/errands/jobs.ts';
import { bootJobsApp, type JobsApp } from '../jobs/jobs-app.ts';
import { at, targetOf } from './backup-app.ts';

const id = 'errands.every-day';
const options = { title: 'Every day', job: writeEffect, payload: { label: id }, cron: '0 9 * * *' } as const;
const schedule = defineSchedule(id, { ...options, timeZone: 'UTC', catchUp: 'all', overlap: 'allow' });
const known = new Map<string, KnownSchedule>([[id, { plugin: 'errands', needs: ['errands'], schedule }]]);

describe('backup: what happens in time, in a workspace that comes from an archive', () => {
  let app: JobsApp;
  let path: string;
  const look = (moment: string) => keepSchedules(app.runtime, known, new Date(moment));
  const rowsOf = (workspaceId: string, text: string) =>
    inWorkspace(app.runtime.database, workspaceId, (unit) =>
      unit.run<{ found: string }>({ text, values: [] }),
    );
  const times = async (workspaceId: string) => {
    const text = `select to_char(fire_at at time zone 'UTC', 'MM-DD HH24') as found from schedule_fires order by 1`;
    return (await rowsOf(workspaceId, text)).map(({ found }) => found);
  };

  before(async () => {
    app = await bootJobsApp();
    const { dataDir } = app.runtime.config;
    await look('2026-05-01T10:00:00Z');
    path = join(dataDir, 'workspace.tar.gz');
    await writeWorkspace({ target: targetOf(app.ownerUrl), dataDir, path, keys: {}, at, workspace: 'a' });
    await look('2026-05-03T10:00:00Z');
  });
  after(() => app.stop());

  function bring(mode: ImportMode): Promise<ImportedWorkspace> {
    const { dataDir } = app.runtime.config;
    const request = { target: targetOf(app.ownerUrl), dataDir, path, keys: {}, without: [] };
    return importWorkspace({ ...request, mode, report: () => undefined });
  }

  it('does not happen again where the workspace is put back', async () => {
    const { a } = app.workspaces;
    const jobs = (await app.jobs()).length;
    await bring('replace');
    await look('2026-05-03T11:00:00Z');
    expect(await times(a.id)).to.deep.equal(['05-02 09', '05-03 09']);
    expect(await app.jobs()).to.have.length(jobs);
    await look('2026-05-04T10:00:00Z');
    expect(await times(a.id)).to.deep.equal(['05-02 09', '05-03 09', '05-04 09']);
  });

  it('begins from now in a copy', async () => {
    const { id: copy } = await bring('copy');
    await look('2026-06-01T10:00:00Z');
    expect(await times(copy)).to.deep.equal([]);
    await look('2026-06-02T10:00:00Z');
    expect(await times(copy)).to.deep.equal(['06-02 09']);
  });

  it('is never taken back where it was noted: the audit and what was used', async () => {
    const { a } = app.workspaces;
    const used = async (amount: number) =>
      inWorkspace(app.runtime.database, a.id, (unit) =>
        unit.run({
          text: `insert into meter_readings (workspace_id, meter, day, amount) values ($1, 'core.people', '2026-05-03', $2)
            on conflict (workspace_id, meter, day) do update set amount = excluded.amount`,
          values: [a.id, amount],
        }),
      );
    const { dataDir } = app.runtime.config;
    await used(3);
    path = join(dataDir, 'later.tar.gz');
    await writeWorkspace({ target: targetOf(app.ownerUrl), dataDir, path, keys: {}, at, workspace: 'a' });
    await used(8);
    await bring('replace');
    const text = 'select amount::text as found from meter_readings';
    expect(await rowsOf(a.id, text)).to.deep.equal([{ found: '8' }]);
    const { id: copy } = await bring('copy');
    expect(await rowsOf(copy, text)).to.deep.equal([{ found: '3' }]);
  });
});
