import { expect } from 'chai';
import type { LiveServer } from './live-socket.ts';
import { openOutgoing } from './outgoing.ts';

/** A room of so many, none of whom is slow, and what was said to all of it. */
function crowdOf(count: number) {
  const said: string[] = [];
  const ids = Array.from({ length: count }, (_, at) => String(at));
  const socket = { data: { isBehind: false }, conn: { writeBuffer: [] } };
  const io = {
    sockets: {
      adapter: { rooms: new Map([['room', new Set(ids)]]) },
      sockets: new Map(ids.map((id) => [id, socket])),
    },
    local: {
      to: (to: readonly string[]) => ({
        emit: (name: string) => void (to.includes('0') && said.push(name)),
      }),
    },
  };
  return { io: io as unknown as LiveServer, said };
}

describe('realtime: what is under way to many', () => {
  const told = { message: 'desk.noted', payload: null };
  const changed = { resource: 'desk.ticket', id: 'a', kind: 'created', version: 1 } as const;

  it('is bounded: of a flood of what plugins tell the rest is left out, of changes nothing', async () => {
    const { io, said } = crowdOf(500);
    const outgoing = openOutgoing(io);
    for (let at = 0; at < 5_000; at += 1) outgoing.send(['room'], 'told', told);
    for (let at = 0; at < 20; at += 1) outgoing.send(['room'], 'changed', changed);
    await outgoing.settled();
    expect(said.filter((name) => name === 'told')).to.have.length(1_000);
    expect(said.filter((name) => name === 'changed')).to.have.length(20);
    outgoing.send(['room'], 'told', told);
    await outgoing.settled();
    expect(said.filter((name) => name === 'told')).to.have.length(1_001);
  });
});
