import { io, type Socket } from 'socket.io-client';
import { type GateApp, id } from './gate-app.ts';
import { type Answer, onlyNamed, type Probes } from './probe.ts';

const workspace = 'a';

/** What pages may ask for over their live connection, and what they may hear there. */
export const socketProbes: Pick<Probes, 'sockets' | 'liveMessages'> = {
  sockets: [
    {
      surface: 'a message to the plugin',
      look: (app) => ask(app, 'say', { workspace, event: `${id}.thing.ask`, input: {} }),
    },
  ],
  liveMessages: [
    {
      surface: 'listening to a message of the plugin',
      look: (app) => ask(app, 'join', { workspace, message: `${id}.thing.touched` }),
      expected: onlyNamed,
    },
  ],
};

const answers: Readonly<Record<string, Answer>> = { 'not-found': 'absent', unavailable: 'refused' };

async function ask({ url, owner }: GateApp, event: string, message: object): Promise<Answer> {
  const extraHeaders = {
    cookie: [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    origin: url,
  };
  const socket: Socket = io(url, { path: '/live', forceNew: true, transports: ['websocket'], extraHeaders });
  try {
    const answer = await socket.timeout(10_000).emitWithAck(event, message);
    const found = answer.ok ? 'open' : answers[answer.error.code];
    if (!found) throw new Error(`${event} answers ${answer.error.code}.`);
    return found;
  } finally {
    socket.disconnect();
  }
}
