import type { Line } from '../line/line.ts';
import type { ToldMessage } from '../messages.ts';
import type { Outgoing } from '../outgoing.ts';
import { toldTopic } from './told-topic.ts';

/** Hands on what plugins tell, in whichever process they did. @returns a function that ends it */
export function hearTold(line: Line, outgoing: Outgoing): () => void {
  return line.hear(toldTopic, (text) => {
    const [room, told] = JSON.parse(text) as [string, ToldMessage];
    outgoing.send([room], 'told', told);
  });
}
