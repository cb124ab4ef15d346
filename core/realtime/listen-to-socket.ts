import type { Relay } from '../events/relay.ts';
import type { Runtime } from '../runtime.ts';
import { answerWith, refusedMessage } from './answer.ts';
import { authoriseInterest } from './authorise-interest.ts';
import type { LiveSocket } from './live-socket.ts';
import { type Answer, type Interest, interestSchema } from './messages.ts';
import type { Rechecks } from './rechecks.ts';

export interface Listening {
  readonly runtime: Runtime;
  readonly relay: Relay;
  readonly rechecks: Rechecks;
}

const mostInterests = 50;
const tooMany: Answer = {
  ok: false,
  error: { code: 'rate-limited', message: 'This page asks for too much at once; reload it in a minute.' },
};

export function listenToSocket(listening: Listening, socket: LiveSocket): void {
  const { log } = listening.runtime;
  const handle = (work: (interest: Interest) => Promise<Answer>) => (message: unknown, reply: unknown) => {
    const interest = interestSchema.safeParse(message);
    const answer = async () => (interest.success ? work(interest.data) : refusedMessage);
    void answerWith(log, reply, answer);
  };
  socket.on(
    'join',
    handle((interest) => join(listening, socket, interest)),
  );
  socket.on(
    'leave',
    handle((interest) => leave(socket, interest)),
  );
}

async function join(listening: Listening, socket: LiveSocket, interest: Interest): Promise<Answer> {
  const { data } = socket;
  if (data.joinsLeft <= 0 || data.interests.size >= mostInterests) return tooMany;
  data.joinsLeft -= 1;
  const { moment } = listening.rechecks;
  const before = moment();
  const room = await authoriseInterest(listening.runtime, data.visitor, interest);
  await listening.relay.ready();
  if (!socket.connected) return refusedMessage;
  data.interests.set(room, interest);
  await socket.join(room);
  // Rights may have ended while we looked; then this socket was not yet among those looked at again.
  if (moment() !== before) await listening.rechecks.recheck(socket);
  return { ok: true };
}

async function leave(socket: LiveSocket, interest: Interest): Promise<Answer> {
  for (const [room, held] of socket.data.interests) {
    if (!isSame(held, interest)) continue;
    socket.data.interests.delete(room);
    await socket.leave(room);
  }
  return { ok: true };
}

function isSame(one: Interest, other: Interest): boolean {
  return one.workspace === other.workspace && one.resource === other.resource && one.record === other.record;
}
