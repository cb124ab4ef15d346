import { expect } from 'chai';
import type { ResourceChanges } from '../events/changes-since.ts';
import { limitBursts } from './limit-bursts.ts';

/** A clock that moves only when told to. */
function makeClock() {
  let now = 0;
  let due: { at: number; react: () => void }[] = [];
  return {
    later: (react: () => void, afterMs: number) => void due.push({ at: now + afterMs, react }),
    pass(ms: number) {
      now += ms;
      const ready = due.filter((one) => one.at <= now);
      due = due.filter((one) => one.at > now);
      for (const one of ready) one.react();
    },
    waiting: () => due.length,
  };
}

function group(count: number, known = true, resource = 'crm.contact'): ResourceChanges {
  const changes = Array.from({ length: count }, (_, n) => ({
    id: `${n}`,
    kind: 'updated' as const,
    version: 2,
    xid: 700 + n,
  }));
  return { workspaceId: 'w', resource, total: count, changes: known ? changes : null, newest: 700 };
}

describe('realtime: bursts of changes', () => {
  function start() {
    const clock = makeClock();
    const said: string[] = [];
    const bursts = limitBursts(
      { windowMs: 200, most: 20, longestMs: 2_000 },
      {
        tell: ({ resource }, changes) => void said.push(`${resource} ${changes.length}`),
        refresh: ({ resource }) => void said.push(`${resource} refresh`),
        later: clock.later,
      },
    );
    const receive = (one: ResourceChanges) => bursts.receive(one, '700:700:');
    return { clock, said, receive, bursts };
  }

  it('lets few changes pass at once, one by one', () => {
    const { clock, said, receive } = start();
    receive(group(1));
    receive(group(19));
    expect(said).to.deep.equal(['crm.contact 1', 'crm.contact 19']);
    clock.pass(200);
    expect(said).to.have.lengthOf(2);
    expect(clock.waiting()).to.equal(0);
  });

  it('turns more than that within the window into one refresh at its end', () => {
    const { clock, said, receive } = start();
    receive(group(15));
    receive(group(6));
    receive(group(5));
    expect(said).to.deep.equal(['crm.contact 15']);
    clock.pass(200);
    expect(said).to.deep.equal(['crm.contact 15', 'crm.contact refresh']);
  });

  it('says while a refresh is still to come', () => {
    const { clock, receive, bursts } = start();
    const place = { workspaceId: 'w', resource: 'crm.contact' };
    receive(group(15));
    expect(bursts.isHolding(place)).to.equal(false);
    receive(group(6));
    expect(bursts.isHolding(place)).to.equal(true);
    clock.pass(200);
    expect(bursts.isHolding(place)).to.equal(false);
  });

  it('refreshes when it is not known what changed', () => {
    const { clock, said, receive } = start();
    receive(group(5_000, false));
    clock.pass(200);
    expect(said).to.deep.equal(['crm.contact refresh']);
  });

  it('sends a handful of messages for an import of 100 000 rows over 20 seconds', () => {
    const { clock, said, receive } = start();
    for (let step = 0; step < 200; step++) {
      receive(group(500, false));
      clock.pass(100);
    }
    clock.pass(2_000);
    expect(said.length).to.be.within(5, 15);
    expect(said.at(-1)).to.equal('crm.contact refresh');
  });

  it('always refreshes once more after the last change of a burst, then forgets it', () => {
    const { clock, said, receive } = start();
    receive(group(21));
    clock.pass(200);
    receive(group(1));
    expect(said).to.deep.equal(['crm.contact refresh']);
    clock.pass(400);
    expect(said).to.deep.equal(['crm.contact refresh', 'crm.contact refresh']);
    clock.pass(800);
    expect(clock.waiting()).to.equal(0);
    receive(group(1));
    expect(said.at(-1)).to.equal('crm.contact 1');
  });

  it('counts each resource and each workspace for itself', () => {
    const { clock, said, receive } = start();
    receive(group(30));
    receive(group(1, true, 'crm.deal'));
    receive({ ...group(2), workspaceId: 'other' });
    clock.pass(200);
    expect(said).to.deep.equal(['crm.deal 1', 'crm.contact 2', 'crm.contact refresh']);
  });
});
