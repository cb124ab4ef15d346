import Bull from 'bull';
import type { Logger } from '../../sdk/index.ts';
import type { QueueDriver } from './queue-driver.ts';
import { type RedisLine, redisLine } from './redis-line.ts';

/** At most this many wake-ups of one process wait in Redis, however long nobody works. */
const mostWaiting = 16;

interface Sender {
  readonly line: RedisLine;
  readonly queue: Bull.Queue;
  count: number;
}

/** Wake-ups through Bull. Redis may be empty, late or away: the rows are in PostgreSQL. */
export function openRedisDriver(url: string, prefix: string, log: Logger): QueueDriver {
  const line = redisLine(url, log);
  const sender = { line, queue: queueOn(line, prefix), count: 0 };
  return {
    name: 'redis',
    wake: () => wake(sender),
    listen: async (react) => listenOn(redisLine(url, log), prefix, react),
    close: () => line.close(sender.queue),
  };
}

function queueOn({ createClient }: RedisLine, prefix: string): Bull.Queue {
  const queue = new Bull('wake', { prefix, createClient });
  // The connections tell their own trouble.
  queue.on('error', () => undefined);
  return queue;
}

/** While Redis is away commands would pile up in memory, so nothing is said. */
async function wake(sender: Sender): Promise<void> {
  if (!sender.line.isReady()) return;
  sender.count = (sender.count + 1) % mostWaiting;
  const options = { jobId: `${process.pid}-${sender.count}`, removeOnComplete: true, removeOnFail: true };
  await sender.queue.add({}, options);
}

/** With connections of its own: Bull stops listening by closing them. */
function listenOn(line: RedisLine, prefix: string, react: () => void): () => Promise<void> {
  const queue = queueOn(line, prefix);
  void queue.process(1, async () => react()).catch(() => undefined);
  return () => line.close(queue);
}
