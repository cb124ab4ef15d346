import { expect } from 'chai';
import { nextTime, timesBetween } from '../../core/schedules/cron-times.ts';
import type { KnownSchedule } from '../../core/schedules/known-schedules.ts';
import { keepSchedules } from '../../core/schedules/start-schedules.ts';
import { defineSchedule, type ScheduleOptions } from '../../core/sdk/index.ts';
import { switchModule } from '../../core/testing/switch-module.ts';
import { writeEffect } from '../fixtures/plugins/errands/jobs.ts';
import { bootJobsApp, type JobsApp } from './jobs-app.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

type Terms = Partial<ScheduleOptions<{ label: string }>> & { readonly cron: string };

describe('schedules', () => {
  let app: JobsApp;
  let count = 0;
  before(async () => {
    app = await bootJobsApp();
  });
  after(() => app.stop());

  function make(terms: Terms): { id: string; known: Map<string, KnownSchedule> } {
    const id = `errands.schedule-${++count}`;
    const options = { title: 'A schedule', job: writeEffect, payload: { label: id }, ...terms };
    const schedule = defineSchedule(id, options);
    return { id, known: new Map([[id, { plugin: 'errands', needs: ['errands'], schedule }]]) };
  }

  const at = (text: string) => new Date(text);
  const jobsOf = async (id: string, where: 'a' | 'b' = 'a') => {
    const { id: workspaceId } = app.workspaces[where];
    const sql = `select fire_at, job_id from schedule_fires where schedule = '${id}' and workspace_id = '${workspaceId}' order by 1`;
    return (await app.asSuperuser(sql)) as { fire_at: Date; job_id: string | null }[];
  };
  const times = async (id: string, where: 'a' | 'b' = 'a') =>
    (await jobsOf(id, where)).map(({ fire_at: time }) => time.toISOString());

  /** Looks every so often between two moments, as a process would. */
  async function walk(
    known: Map<string, KnownSchedule>,
    from: string,
    to: string,
    stepMs: number,
  ): Promise<void> {
    for (let time = at(from).getTime(); time <= at(to).getTime(); time += stepMs) {
      await keepSchedules(app.runtime, known, new Date(time));
    }
  }

  it('begin when they are new, and come once at each of their times in each workspace', async () => {
    const { id, known } = make({ cron: '*/5 * * * *', overlap: 'allow' });
    await walk(known, '2026-05-01T10:01:00Z', '2026-05-01T10:16:00Z', minute / 2);
    const expected = ['05', '10', '15'].map((minutes) => `2026-05-01T10:${minutes}:00.000Z`);
    expect(await times(id)).to.deep.equal(expected);
    expect(await times(id, 'b')).to.deep.equal(expected);
    expect((await app.jobs()).filter((job) => job.job === 'errands.write')).to.have.length(3);
  });

  it('go by the clocks of the workspace, unless they name a time zone', async () => {
    const local = make({ cron: '0 8 * * *' });
    const named = make({ cron: '0 8 * * *', timeZone: 'America/New_York' });
    for (const { known } of [local, named]) {
      await walk(known, '2026-07-01T00:00:00Z', '2026-07-01T23:00:00Z', hour);
    }
    expect(await times(local.id)).to.deep.equal(['2026-07-01T06:00:00.000Z']);
    expect(await times(named.id)).to.deep.equal(['2026-07-01T12:00:00.000Z']);
  });

  it('come after the gap when the clocks go forward, and once when they go back', async () => {
    const { id, known } = make({ cron: '30 2 * * *', overlap: 'allow' });
    await walk(known, '2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z', 10 * minute);
    expect(await times(id)).to.deep.equal(['2026-03-29T01:00:00.000Z', '2026-03-30T00:30:00.000Z']);
    const autumn = make({ cron: '30 2 * * *', overlap: 'allow' });
    await walk(autumn.known, '2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z', 10 * minute);
    expect(await times(autumn.id)).to.deep.equal(['2026-10-25T00:30:00.000Z', '2026-10-26T01:30:00.000Z']);
  });

  it('do so with each time of a list or a range, too', async () => {
    for (const [cron, spring, autumn] of [
      ['30 2,14 * * *', ['29T01:00', '29T12:30'], ['25T00:30', '25T13:30']],
      ['0,30 2 * * *', ['29T01:00', '30T00:00'], ['25T00:00', '25T00:30', '26T01:00']],
      ['0 1-3 * * *', ['29T00:00', '29T01:00', '29T23:00'], ['24T23:00', '25T00:00', '25T02:00', '26T00:00']],
    ] as const) {
      expect(nextTimes(cron, '2026-03-28T14:00:00Z', spring.length), cron).to.deep.equal(spring);
      expect(nextTimes(cron, '2026-10-24T14:00:00Z', autumn.length), cron).to.deep.equal(autumn);
    }
  });

  it('go on through the doubled hour when they repeat within it', async () => {
    const { id, known } = make({ cron: '*/30 * * * *', overlap: 'allow' });
    await walk(known, '2026-10-25T00:10:00Z', '2026-10-25T02:10:00Z', 5 * minute);
    const expected = ['00:30', '01:00', '01:30', '02:00'].map((time) => `2026-10-25T${time}:00.000Z`);
    expect(await times(id)).to.deep.equal(expected);
  });

  for (const [catchUp, expected] of [
    ['none', []],
    ['one', ['2026-05-03T09:00:00.000Z']],
    ['all', ['2026-05-02T09:00:00.000Z', '2026-05-03T09:00:00.000Z']],
  ] as const) {
    it(`catch up ${catchUp} of what passed while nothing ran`, async () => {
      const { id, known } = make({ cron: '0 9 * * *', timeZone: 'UTC', catchUp, overlap: 'allow' });
      await keepSchedules(app.runtime, known, at('2026-05-01T10:00:00Z'));
      await keepSchedules(app.runtime, known, at('2026-05-03T10:00:00Z'));
      expect(await times(id)).to.deep.equal(expected);
    });
  }

  it('catch up all one after the other where they do not say how they overlap', async () => {
    const { id, known } = make({ cron: '0 9 * * *', timeZone: 'UTC', catchUp: 'all' });
    await keepSchedules(app.runtime, known, at('2026-05-01T10:00:00Z'));
    await keepSchedules(app.runtime, known, at('2026-05-04T10:00:00Z'));
    expect((await jobsOf(id)).map((fire) => fire.job_id !== null)).to.deep.equal([true, true, true]);
  });

  it('find the last of many that passed without going through all of them', () => {
    const [from, to] = [at('2024-05-01T10:00:30Z'), at('2026-05-01T10:00:30Z')];
    const began = performance.now();
    expect(timesBetween('* * * * *', 'Europe/Berlin', from, to, 1)).to.deep.equal([
      at('2026-05-01T10:00:00Z'),
    ]);
    expect(timesBetween('0 0 29 2 *', 'UTC', at('2020-01-01T00:00:00Z'), to, 1)).to.deep.equal([
      at('2024-02-29T00:00:00Z'),
    ]);
    const all = timesBetween('*/5 * * * *', 'UTC', from, to, 100);
    expect([all.length, all.at(0), all.at(-1)]).to.deep.equal([
      ...[100, at('2026-05-01T01:45:00Z'), at('2026-05-01T10:00:00Z')],
    ]);
    // Each one costs tenths of a millisecond, and there are over a million.
    expect(performance.now() - began).to.be.below(10_000);
  });

  it('double none and miss none when the clock jumps two days ahead and back', async () => {
    const { id, known } = make({ cron: '0 * * * *', timeZone: 'UTC', catchUp: 'all', overlap: 'allow' });
    await walk(known, '2026-06-01T00:30:00Z', '2026-06-01T03:30:00Z', 10 * minute);
    await keepSchedules(app.runtime, known, new Date(at('2026-06-01T03:30:00Z').getTime() + 2 * day));
    await walk(known, '2026-06-01T03:31:00Z', '2026-06-03T06:00:00Z', 20 * minute);
    const expected = Array.from({ length: 53 }, (_, index) =>
      new Date(at('2026-06-01T01:00:00Z').getTime() + index * hour).toISOString(),
    );
    expect(await times(id)).to.deep.equal(expected);
  });

  it('double none and miss none when the clock is put back two days', async () => {
    const { id, known } = make({ cron: '0 * * * *', timeZone: 'UTC', overlap: 'allow' });
    await walk(known, '2026-06-10T00:30:00Z', '2026-06-10T02:30:00Z', 10 * minute);
    await walk(known, '2026-06-08T02:30:00Z', '2026-06-10T04:30:00Z', 15 * minute);
    const all = await times(id);
    expect(new Set(all)).to.have.property('size', all.length);
    const expected = Array.from({ length: 50 }, (_, index) =>
      new Date(at('2026-06-08T03:00:00Z').getTime() + index * hour).toISOString(),
    );
    expect(all).to.deep.equal(expected);
  });

  it('are kept by several processes at once without doubling', async () => {
    const { id, known } = make({ cron: '* * * * *', overlap: 'allow' });
    await keepSchedules(app.runtime, known, at('2026-05-01T10:00:30Z'));
    for (let step = 1; step <= 5; step++) {
      const now = new Date(at('2026-05-01T10:00:30Z').getTime() + step * minute);
      await Promise.all([1, 2, 3].map(() => keepSchedules(app.runtime, known, now)));
    }
    expect(await times(id)).to.have.length(5);
    const made = (await jobsOf(id)).map((fire) => fire.job_id);
    expect((await app.jobs()).filter((job) => made.includes(job.id))).to.have.length(5);
  });

  it('hold up no others when one cannot be dealt with', async () => {
    const broken = make({ cron: '* * * * *', payload: { label: 1n as unknown as string } });
    const sound = make({ cron: '* * * * *' });
    const known = new Map([...broken.known, ...sound.known]);
    await keepSchedules(app.runtime, known, at('2026-05-01T10:00:30Z'));
    const failed = await keepSchedules(app.runtime, known, at('2026-05-01T10:01:30Z'));
    expect([...failed]).to.deep.equal([broken.id]);
    expect(await times(broken.id)).to.deep.equal([]);
    expect(await times(sound.id)).to.deep.equal(['2026-05-01T10:01:00.000Z']);
    expect(await times(sound.id, 'b')).to.deep.equal(['2026-05-01T10:01:00.000Z']);
  });

  it('leave one out while the one before still waits or runs, or queue it, as they say', async () => {
    const skipping = make({ cron: '* * * * *' });
    const queueing = make({ cron: '* * * * *', overlap: 'queue' });
    for (const { known } of [skipping, queueing]) {
      await walk(known, '2026-05-01T10:00:30Z', '2026-05-01T10:03:30Z', minute / 2);
    }
    expect((await jobsOf(skipping.id)).map((fire) => fire.job_id !== null)).to.deep.equal([
      true,
      false,
      false,
    ]);
    expect((await jobsOf(queueing.id)).map((fire) => fire.job_id !== null)).to.deep.equal([true, true, true]);
  });

  it('rest where their module is off, and begin anew when it is on again', async () => {
    const { id, known } = make({ cron: '0 * * * *', timeZone: 'UTC', catchUp: 'all' });
    await keepSchedules(app.runtime, known, at('2026-05-01T00:30:00Z'));
    await switchModule(app, 'errands', false, 'b');
    await walk(known, '2026-05-01T00:40:00Z', '2026-05-01T03:30:00Z', 30 * minute);
    await switchModule(app, 'errands', true, 'b');
    await walk(known, '2026-05-01T03:40:00Z', '2026-05-01T04:10:00Z', 10 * minute);
    expect(await times(id, 'b')).to.deep.equal(['2026-05-01T04:00:00.000Z']);
  });
});

/** The next so many times in Berlin, as `29T01:00` in UTC. */
function nextTimes(cron: string, from: string, count: number): string[] {
  const times: string[] = [];
  for (let time = new Date(from); times.length < count; ) {
    time = nextTime(cron, 'Europe/Berlin', time) ?? new Date(Number.NaN);
    times.push(time.toISOString().slice(8, 16));
  }
  return times;
}
