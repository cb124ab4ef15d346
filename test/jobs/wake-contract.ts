import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { bootAgain, type TestRuntime } from '../../core/testing/test-runtime.ts';
import * as errands from '../fixtures/plugins/errands/jobs.ts';
import { type JobsApp, until } from './jobs-app.ts';

/** Word between processes, which holds with either driver. */
export function describeWaking(
  driver: string,
  open: () => Promise<JobsApp>,
  env?: () => Record<string, string>,
): void {
  describe(`jobs over ${driver}: word between processes`, () => {
    let app: JobsApp;
    let others: TestRuntime[];
    before(async () => {
      app = await open();
      others = [await bootAgain(app, env?.()), await bootAgain(app, env?.())];
    });
    after(async () => {
      for (const other of others ?? []) await other.stop();
      await app.stop();
    });

    it('is carried by the driver that is asked for', () => {
      expect(app.runtime.bell.driver).to.equal(driver);
    });

    it('reaches one of those who listen, again and again, and nobody who stopped listening', async () => {
      const heard = [0, 0];
      const stops = await Promise.all(
        others.map(({ runtime }, index) =>
          runtime.bell.answer(() => {
            heard[index] = (heard[index] ?? 0) + 1;
          }),
        ),
      );
      const total = () => heard.reduce((sum, count) => sum + count, 0);
      for (let round = 1; round <= 5; round++) {
        app.runtime.bell.ring();
        await until(() => total() >= round);
        await pause(60);
      }
      expect(total()).to.equal(5);
      for (const stop of stops) await stop();
      app.runtime.bell.ring();
      await pause(300);
      expect(total()).to.equal(5);
    });

    it('is kept for who listens later', async () => {
      let heard = 0;
      const stop = await others[0]?.runtime.bell.answer(() => {
        heard++;
      });
      await until(() => heard === 1);
      await stop?.();
    });

    it('lets a process that works no jobs ask for them', async () => {
      const workers = others.map(({ runtime }) => app.work(runtime));
      const ids = await Promise.all(
        Array.from({ length: 20 }, (_, index) => app.ask(errands.writeEffect, { label: `far ${index}` })),
      );
      await until(
        async () => (await app.jobs()).filter(({ state }) => state === 'done').length >= ids.length,
      );
      const far = (await app.effects()).filter((label) => label.startsWith('far'));
      expect(new Set(far)).to.have.property('size', 20);
      expect(far).to.have.length(20);
      await Promise.all(workers.map((worker) => worker.stop()));
    });

    it('lets the second of two busy processes take its share', async () => {
      const workers = others.map(({ runtime }) => app.work(runtime));
      await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          app.ask(errands.writeEffect, { label: `slow ${index}`, takes: 400 }),
        ),
      );
      const owners = "select distinct lease_owner from jobs where state = 'running'";
      await until(async () => (await app.asSuperuser(owners)).length === 2);
      await until(async () => (await app.jobs()).every(({ state }) => state === 'done'));
      await Promise.all(workers.map((worker) => worker.stop()));
    });
  });
}
