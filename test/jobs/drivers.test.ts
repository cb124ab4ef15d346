import { expect } from 'chai';
import * as errands from '../fixtures/plugins/errands/jobs.ts';
import { bootJobsApp, type JobsApp, until } from './jobs-app.ts';
import { describeWithRedis, redisServer, startRedis, type TestRedis } from './redis-server.ts';
import { describeRunning } from './running-contract.ts';
import { describeWaking } from './wake-contract.ts';

describeRunning('postgres', bootJobsApp);
describeWaking('postgres', bootJobsApp);

describeWithRedis('jobs where there is Redis', () => {
  let redis: TestRedis;
  const env = () => ({ REDIS_URL: redis.url });
  const open = () => bootJobsApp({ env: env() });
  before(async () => {
    redis = await startRedis(redisServer ?? '');
  });
  after(() => redis.stop());

  describeRunning('redis', open);
  describeWaking('redis', open, env);

  describe('jobs over redis: when it is emptied or away', () => {
    let app: JobsApp;
    before(async () => {
      app = await open();
      app.work();
    });
    after(() => app.stop());

    const askFor = async (label: string, count: number) => {
      for (let index = 0; index < count; index++) {
        const runAt = new Date(Date.now() + (index % 4) * 200);
        await app.ask(errands.writeEffect, { label: `${label} ${index}`, takes: 20 }, { runAt });
      }
    };
    const all = (label: string, count: number) =>
      until(async () => (await app.effects()).filter((one) => one.startsWith(label)).length === count);
    const allDone = () => until(async () => (await app.jobs()).every(({ state }) => state === 'done'));

    it('runs every job that was due when it was emptied in the middle', async () => {
      await askFor('emptied', 20);
      await redis.flush();
      await askFor('after', 5);
      await all('emptied', 20);
      await all('after', 5);
      await allDone();
    });

    it('takes and runs jobs while it is away, and goes on when it is back', async () => {
      await redis.kill();
      await askFor('away', 10);
      await all('away', 10);
      await redis.startAgain();
      await askFor('back', 5);
      await all('back', 5);
      await allDone();
      expect(
        app.log.lines.filter(({ message }) => message.startsWith('Redis does not')),
      ).to.have.length.below(8);
    });
  });
});
