import type { z } from 'zod';
import { answerWith, refusedMessage } from './answer.ts';
import { authoriseInterest } from './authorise-interest.ts';
import { missedThere, seenBy } from './catch-up.ts';
import { dropAll, dropInterest, holdInterest } from './hold-interest.ts';
import type { Listening } from './listening.ts';
import type { LiveSocket } from './live-socket.ts';
import { type Answer, type Interest, interestSchema, saidSchema, sinceSchema } from './messages.ts';
import { personRoom, workspaceRoom } from './rooms.ts';
import { say } from './told/say.ts';

const mostInterests = 50;
const tooMany: Answer = {
  ok: false,
  error: { code: 'rate-limited', message: 'This page asks for too much at once; reload it in a minute.' },
};

export function listenToSocket(listening: Listening, socket: LiveSocket): void {
  const { log } = listening.runtime;
  const handle =
    <Message>(schema: z.ZodType<Message>, work: (message: Message, raw: unknown) => Promise<Answer>) =>
    (raw: unknown, reply: unknown) => {
      const message = schema.safeParse(raw);
      void answerWith(log, reply, async () => (message.success ? work(message.data, raw) : refusedMessage));
    };
  void socket.join(personRoom(socket.data.visitor.userId));
  socket.on('join', (raw: unknown, reply: unknown) => {
    const { since, interest } = split(raw);
    const work = (asked: Interest) => join(listening, socket, asked, since);
    handle(interestSchema, work)(interest, reply);
  });
  socket.on(
    'leave',
    handle(interestSchema, async (interest) => leave(listening, socket, interest)),
  );
  socket.on('mark', (_nothing: unknown, reply: unknown) => {
    void answerWith(log, reply, () => seenBy(listening, socket));
  });
  socket.on(
    'say',
    handle(saidSchema, (said) => say(listening, socket, said)),
  );
  socket.on('disconnect', () => dropAll(listening, socket));
}

/** How far a page has seen comes along with what it asks for. */
function split(raw: unknown): { since: string | undefined; interest: unknown } {
  if (typeof raw !== 'object' || raw === null || !('since' in raw))
    return { since: undefined, interest: raw };
  const { since, ...interest } = raw;
  const read = sinceSchema.safeParse(since);
  return { since: read.success ? read.data : '', interest };
}

async function join(
  listening: Listening,
  socket: LiveSocket,
  interest: Interest,
  since: string | undefined,
): Promise<Answer> {
  const { data } = socket;
  if (data.interests.size >= mostInterests || !data.joins.take()) return tooMany;
  const { moment } = listening.rechecks;
  const before = moment();
  const allowed = await authoriseInterest(listening.runtime, data.visitor, interest);
  await listening.relay.ready();
  if (!socket.connected) return refusedMessage;
  // Many may have been asked for in one breath.
  if (data.interests.size >= mostInterests && !data.interests.has(allowed.room)) return tooMany;
  holdInterest(listening, socket, interest, allowed);
  void socket.join(workspaceRoom(allowed.workspaceId));
  // In the same breath as the joining, so that nothing falls between what was missed and what is told.
  const answer: Answer = { ok: true, ...missedThere(listening, allowed, since) };
  // Rights may have ended while we looked; then this socket was not yet among those looked at again.
  if (moment() !== before) await listening.rechecks.recheck(socket);
  return answer;
}

function leave(listening: Listening, socket: LiveSocket, interest: Interest): Answer {
  for (const [room, held] of socket.data.interests) {
    if (isSame(held.interest, interest)) dropInterest(listening, socket, room);
  }
  return { ok: true };
}

function isSame(one: Interest, other: Interest): boolean {
  const keys = Object.keys({ ...one, ...other }) as (keyof Interest)[];
  return keys.every((key) => one[key] === other[key]);
}
