import { expect } from 'chai';
import type { Broadcast } from '../../db/broadcast.ts';
import type { Database } from '../../db/database.ts';
import type { Logger } from '../../sdk/index.ts';
import { openLiveStates } from './live-states.ts';

/** Answers with what is in `rows` when it is asked; each answer takes as long as the next of `delays`. */
function slowDatabase(rows: () => object[], delays: Promise<void>[]): Database {
  const query = async () => {
    const found = rows();
    await delays.shift();
    return { rows: found };
  };
  const unit = { client: { acquireConnection: async () => ({ query }) } };
  return {
    knex: { transaction: (work: (knex: object) => unknown) => work(unit) },
  } as unknown as Database;
}

describe('plugin states: as a process knows them', () => {
  const broadcast = { hear: () => () => undefined } as unknown as Broadcast;
  const log = {} as Logger;

  it('are those asked for last, also when an earlier answer comes later', async () => {
    let rows: object[] = [];
    let release = (): void => undefined;
    const delayed = new Promise<void>((resolve) => {
      release = resolve;
    });
    const database = slowDatabase(() => rows, [Promise.resolve(), delayed]);
    const states = await openLiveStates({ database, broadcast, log });
    const first = states.reload();
    await new Promise((resolve) => setImmediate(resolve));
    rows = [{ id: 'notes', heldAs: 'disabled', heldReason: null, foundAs: null }];
    const second = states.reload();
    setImmediate(release);
    await Promise.all([first, second]);
    expect(states.heldOf('notes')?.as).to.equal('disabled');
  });
});
