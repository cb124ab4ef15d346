import type Bull from 'bull';
import { Redis } from 'ioredis';
import { withinTime } from '../../kernel/import/time-limit.ts';
import type { Logger } from '../../sdk/index.ts';

/** The connections of one Bull queue. */
export interface RedisLine {
  readonly createClient: () => Redis;
  isReady(): boolean;
  /** Also when Redis does not answer. */
  close(queue: Bull.Queue): Promise<void>;
}

const closeMs = 2_000;

export function redisLine(url: string, log: Logger): RedisLine {
  const clients: Redis[] = [];
  return {
    createClient() {
      const client = new Redis(url, { maxRetriesPerRequest: null, enableReadyCheck: false });
      clients.push(client);
      return tellTroubleOnce(client, log);
    },
    isReady: () => clients[0]?.status === 'ready',
    async close(queue) {
      await withinTime(queue.close(true), closeMs, 'Redis does not answer.').catch(() => undefined);
      for (const client of clients) client.disconnect();
    },
  };
}

function tellTroubleOnce(client: Redis, log: Logger): Redis {
  let isAway = false;
  client.on('error', (error: Error) => {
    if (!isAway) log.warn({ reason: error.message }, 'Redis does not answer; jobs are found a little later.');
    isAway = true;
  });
  return client.on('ready', () => {
    isAway = false;
  });
}
