import Bull from 'bull';
import { Redis } from 'ioredis';
import { withinTime } from '../../kernel/import/time-limit.ts';
import type { Logger } from '../../sdk/index.ts';
import type { QueueDriver } from './queue-driver.ts';

const closeMs = 3_000;
/** At most this many wake-ups of one process wait in Redis, however long nobody works. */
const mostWaiting = 16;

interface Line {
  readonly queue: Bull.Queue;
  readonly clients: readonly Redis[];
  count: number;
}

/** Wake-ups through Bull. Redis may be empty, late or away: the rows are in PostgreSQL. */
export function openRedisDriver(url: string, prefix: string, log: Logger): QueueDriver {
  const clients: Redis[] = [];
  const createClient = (): Redis => {
    const client = new Redis(url, { maxRetriesPerRequest: null, enableReadyCheck: false });
    clients.push(client);
    return tellTroubleOnce(client, log);
  };
  const queue = new Bull('wake', { prefix, createClient });
  queue.on('error', () => undefined);
  const line: Line = { queue, clients, count: 0 };
  return {
    name: 'redis',
    wake: () => wake(line),
    listen: async (react) => {
      void queue.process(1, async () => react()).catch(() => undefined);
      return () => queue.pause(true, true);
    },
    close: () => close(line),
  };
}

/** While Redis is away commands would pile up in memory, so nothing is said. */
async function wake(line: Line): Promise<void> {
  if (line.clients[0]?.status !== 'ready') return;
  line.count = (line.count + 1) % mostWaiting;
  const options = { jobId: `${process.pid}-${line.count}`, removeOnComplete: true, removeOnFail: true };
  await line.queue.add({}, options);
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

async function close({ queue, clients }: Line): Promise<void> {
  await withinTime(queue.close(true), closeMs, 'Redis does not answer.').catch(() => undefined);
  for (const client of clients) client.disconnect();
}
