import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { createHearers } from '../../db/broadcast-hearers.ts';
import type { Logger } from '../../sdk/index.ts';
import type { Line } from './line.ts';

export interface OpenLine extends Line {
  close(): void;
}

const gap = 'gap';

/** By publish and subscribe of Redis. While it is away nothing is said, and nobody waits for it. */
export function redisLine(url: string, channel: string, log: Logger): OpenLine {
  const self = randomUUID();
  const hearers = createHearers(log);
  const [speaker, listener] = [open(url), open(url)];
  tellTroubleOnce(speaker, log);
  listener.on('error', () => undefined);
  listener.on('message', (_channel: string, message: string) => {
    const word = readWord(message);
    if (word && word[0] !== self) hearers.tell(word[1], word[2]);
  });
  // Each time it is there, the first time too: what was said before was not heard.
  listener.on('ready', () => {
    void listener.subscribe(channel).then(
      () => hearers.tell(gap, ''),
      () => undefined,
    );
  });
  return {
    carrier: 'redis',
    say(topic, text) {
      hearers.tell(topic, text);
      if (speaker.status !== 'ready') return;
      speaker.publish(channel, JSON.stringify([self, topic, text])).catch(() => undefined);
    },
    hear: (topic, react) => hearers.add(topic, react),
    afterGap: (react) => hearers.add(gap, () => react()),
    close() {
      for (const client of [speaker, listener]) client.disconnect();
    },
  };
}

const wordSchema = z.tuple([z.string(), z.string(), z.string()]);

/** Others may speak on a Redis that is shared. @returns null for what is no word of ours */
function readWord(message: string): [string, string, string] | null {
  try {
    return wordSchema.safeParse(JSON.parse(message)).data ?? null;
  } catch {
    return null;
  }
}

function open(url: string): Redis {
  return new Redis(url, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    // It subscribes anew by itself, see above.
    autoResubscribe: false,
    retryStrategy: (times) => Math.min(times * 100, 2_000),
  });
}

function tellTroubleOnce(client: Redis, log: Logger): void {
  let isAway = false;
  client.on('error', (error: Error) => {
    if (!isAway)
      log.warn({ reason: error.message }, 'Redis does not answer; live messages reach this process only.');
    isAway = true;
  });
  client.on('ready', () => {
    isAway = false;
  });
}
