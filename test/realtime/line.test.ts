import { expect } from 'chai';
import { openBroadcast } from '../../core/db/broadcast-postgres.ts';
import { withClient } from '../../core/db/roles/with-client.ts';
import type { Line } from '../../core/realtime/line/line.ts';
import { mostWordBytes } from '../../core/realtime/line/line.ts';
import { postgresLine } from '../../core/realtime/line/postgres-line.ts';
import { redisLine } from '../../core/realtime/line/redis-line.ts';
import { testClusterUrl } from '../../core/testing/cluster.ts';
import { testLog } from '../../core/testing/test-log.ts';
import { describeWithRedis, redisServer, startRedis, type TestRedis } from '../jobs/redis-server.ts';
import { until } from './live-app.ts';

interface Lines {
  readonly here: Line;
  readonly there: Line;
  /** Cuts the way, and lets it come back. */
  interrupt(): Promise<void>;
  close(): Promise<void>;
}

function describeLine(open: () => Promise<Lines>): void {
  let lines: Lines;
  before(async () => {
    lines = await open();
    const heard = collect(lines.there, 'first');
    // Until the way is open.
    await untilAsked(
      () => heard.length > 0,
      () => lines.here.say('first', 'x'),
    );
  });
  after(() => lines.close());

  function collect(line: Line, topic: string): string[] {
    const heard: string[] = [];
    line.hear(topic, (text) => void heard.push(text));
    return heard;
  }

  it('reaches this process at once and others soon, each word once and in order', async () => {
    const [own, other] = [collect(lines.here, 'a'), collect(lines.there, 'a')];
    const words = Array.from({ length: 50 }, (_, at) => `word ${at % 40}`);
    for (const word of words) lines.here.say('a', word);
    expect(own).to.deep.equal(words);
    await until(() => other.length >= words.length);
    expect(other).to.deep.equal(words);
  });

  it('carries the longest word there may be, whatever is in it, and keeps topics apart', async () => {
    const [other, apart] = [collect(lines.there, 'b'), collect(lines.there, 'c')];
    const quotes = '"'.repeat(mostWordBytes / 2);
    for (const word of ['é'.repeat(mostWordBytes / 2), JSON.stringify(quotes.slice(2)), '*'])
      lines.here.say('b', `:${word}`.slice(0, mostWordBytes));
    await until(() => other.length === 3);
    expect(apart).to.deep.equal([]);
  });

  it('stops when asked to, and says when something may have been missed', async () => {
    const heard: string[] = [];
    const stop = lines.there.hear('d', (text) => void heard.push(text));
    let gaps = 0;
    lines.there.afterGap(() => {
      gaps += 1;
    });
    stop();
    await lines.interrupt();
    await until(() => gaps > 0);
    const after = collect(lines.there, 'd');
    await untilAsked(
      () => after.length > 0,
      () => lines.here.say('d', 'after'),
    );
    expect(heard).to.deep.equal([]);
  });
}

async function untilAsked(holds: () => boolean, ask: () => void): Promise<void> {
  const asking = setInterval(ask, 50);
  await until(holds).finally(() => clearInterval(asking));
}

describe('the line between processes: by PostgreSQL', () => {
  describeLine(async () => {
    const url = await testClusterUrl();
    const [here, there] = [
      await openBroadcast({ url, log: testLog() }),
      await openBroadcast({ url, log: testLog() }),
    ];
    return {
      here: postgresLine(here),
      there: postgresLine(there),
      interrupt: () =>
        withClient(url, async (client) => {
          await client.query(
            `select pg_terminate_backend(pid) from pg_stat_activity
             where application_name = 'guildhall broadcast' and datname = current_database()`,
          );
        }),
      close: async () => {
        await here.close();
        await there.close();
      },
    };
  });
});

describeWithRedis('the line between processes: by Redis', () => {
  let redis: TestRedis;
  before(async () => {
    redis = await startRedis(redisServer ?? '');
  });
  after(() => redis.stop());

  describeLine(async () => {
    const [here, there] = [
      redisLine(redis.url, 'x:live', testLog()),
      redisLine(redis.url, 'x:live', testLog()),
    ];
    return {
      here,
      there,
      async interrupt() {
        await redis.kill();
        await redis.startAgain();
      },
      async close() {
        here.close();
        there.close();
      },
    };
  });
});
