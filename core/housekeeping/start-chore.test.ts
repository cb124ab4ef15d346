import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import type { Runtime } from '../runtime.ts';
import type { Chore } from './chore.ts';
import { startChore } from './start-chore.ts';

describe('housekeeping: a chore', () => {
  const told: string[] = [];
  const log = { warn: (_: object, message: string) => void told.push(message) };
  const runtime = { log } as unknown as Runtime;
  const chore = (tidy: Chore['tidy'], rest: Partial<Chore> = {}): Chore => ({
    ...{ what: 'a test', everyMs: 10, tidy },
    ...rest,
  });
  const often = async (holds: () => boolean): Promise<void> => {
    for (let looks = 0; looks < 500 && !holds(); looks += 1) await pause(5);
  };

  it('is done again and again, also after it failed, and never twice at once', async () => {
    let [begun, atOnce, mostAtOnce] = [0, 0, 0];
    const running = startChore(
      runtime,
      chore(async () => {
        begun += 1;
        atOnce += 1;
        mostAtOnce = Math.max(mostAtOnce, atOnce);
        await pause(15);
        atOnce -= 1;
        if (begun === 1) throw new Error('not now');
      }),
    );
    await often(() => begun >= 3);
    await running.stop();
    expect(begun).to.be.at.least(3);
    expect(mostAtOnce).to.equal(1);
    expect(told).to.have.length(1);
  });

  it('waits a while after the start, unless it is due then', async () => {
    const done: string[] = [];
    const late = startChore(
      runtime,
      chore(async () => done.push('late'), { everyMs: 3_600_000 }),
    );
    const atStart = startChore(
      runtime,
      chore(async () => done.push('at start'), { everyMs: 3_600_000, isDueAtStart: true }),
    );
    await Promise.all([late.stop(), atStart.stop()]);
    expect(done).to.deep.equal(['at start']);
  });

  it('is told when the process stops, and is waited for', async () => {
    let isOver = false;
    const tidy = async (_: Runtime, signal: AbortSignal): Promise<void> => {
      while (!signal.aborted) await pause(2);
      isOver = true;
    };
    await startChore(runtime, chore(tidy, { isDueAtStart: true })).stop();
    expect(isOver).to.equal(true);
  });
});
