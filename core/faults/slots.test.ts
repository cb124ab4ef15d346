import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'chai';
import type { Config } from '../../config/schema.ts';
import { createPluginCalls } from '../kernel/plugin-calls.ts';
import { inSlot } from './slots.ts';

describe('faults: the connections a plugin may hold', () => {
  const runtime = { pluginCalls: createPluginCalls(), config: { databasePoolMax: 4 } as Config };
  let underWay = 0;
  let most = 0;

  function counted(work: Promise<unknown>): Promise<unknown> {
    underWay += 1;
    most = Math.max(most, underWay);
    void work.then(() => {
      underWay -= 1;
    });
    return work;
  }

  it('are half of them, also for a call that comes in the very moment in which one leaves', async () => {
    const calls = Array.from({ length: 8 }, () => {
      const done = turn().then(turn);
      const first = inSlot(runtime, 'forecast', () => counted(done));
      return [first, done.then(() => inSlot(runtime, 'forecast', () => counted(turn())))];
    });
    await Promise.all(calls.flat());
    expect(most).to.equal(2);
  });

  it('are given back by a call that fails', async () => {
    const failing = Array.from({ length: 4 }, () =>
      inSlot(runtime, 'forecast', () => Promise.reject(new Error('no'))).catch(
        (error: Error) => error.message,
      ),
    );
    expect(await Promise.all(failing)).to.deep.equal(['no', 'no', 'no', 'no']);
    expect(await inSlot(runtime, 'forecast', async () => 'through')).to.equal('through');
  });

  it('are counted for each plugin by itself', async () => {
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const full = [1, 2].map(() => inSlot(runtime, 'forecast', () => held));
    expect(await inSlot(runtime, 'crm', async () => 'through')).to.equal('through');
    letGo();
    await Promise.all(full);
  });
});
