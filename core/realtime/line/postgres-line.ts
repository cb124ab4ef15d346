import { type Broadcast, everything } from '../../db/broadcast.ts';
import type { Line } from './line.ts';

const topicOf = (topic: string) => `line-${topic}`;
const gap = topicOf('gap');

/** By NOTIFY, on the connection that other word between processes has too. */
export function postgresLine(broadcast: Broadcast): Line {
  return {
    carrier: 'postgres',
    say: (topic, text) => broadcast.mention(topicOf(topic), text),
    hear: (topic, react) =>
      broadcast.hear(topicOf(topic), (text) => {
        if (text !== everything) react(text);
      }),
    afterGap: (react) => broadcast.hear(gap, () => react()),
  };
}
