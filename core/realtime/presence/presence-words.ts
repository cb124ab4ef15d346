import { z } from 'zod';
import { mostWordBytes } from '../line/line.ts';
import type { RoomReport } from './presence-board.ts';

/** Presence travels under this name. */
export const presenceTopic = 'presence';

const person = z.object({ id: z.string(), name: z.string() });
const report = z.object({ people: z.array(person), count: z.number() });

/** What one process says of itself. `hello` asks all others to say everything again. */
const word = z.object({
  from: z.string(),
  hello: z.literal(true).optional(),
  /** What it said before no longer counts; all of it follows. */
  anew: z.literal(true).optional(),
  bye: z.literal(true).optional(),
  rooms: z.record(z.string(), report).optional(),
});

export type PresenceWord = z.infer<typeof word>;

/** @returns null for what is no word of ours */
export function readWord(text: string): PresenceWord | null {
  try {
    return word.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** As few words as there may be, none too long for the way. */
export function wordsOf(from: string, reports: readonly (readonly [string, RoomReport])[]): string[] {
  const words: string[] = [];
  let rooms: Record<string, RoomReport> = {};
  let length = 0;
  for (const [room, one] of reports) {
    const more = Buffer.byteLength(JSON.stringify([room, one]));
    if (length > 0 && length + more > mostWordBytes) {
      words.push(JSON.stringify({ from, rooms }));
      [rooms, length] = [{}, 0];
    }
    rooms[room] = one;
    length += more;
  }
  return length > 0 ? [...words, JSON.stringify({ from, rooms })] : words;
}
