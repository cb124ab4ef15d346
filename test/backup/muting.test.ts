import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { readInstance } from '../../core/db/read-instance.ts';
import { isMuted } from '../../core/muting/is-muted.ts';
import { mute, readMutings, unmute } from '../../core/muting/muting.ts';
import { bootAgain, bootTestRuntime, type TestRuntime } from '../../core/testing/test-runtime.ts';

const workspace = '0198c5de-0000-7000-8000-000000000001';
const other = '0198c5de-0000-7000-8000-000000000002';

describe('muting: an instance that must not be heard', () => {
  let first: TestRuntime;
  let second: TestRuntime;

  before(async () => {
    first = await bootTestRuntime();
    second = await bootAgain(first);
  });
  after(async () => {
    await second.stop();
    await first.stop();
  });

  async function soon(wanted: boolean, ask: () => Promise<boolean>): Promise<boolean> {
    for (let look = 0; look < 200 && (await ask()) !== wanted; look++) await pause(25);
    return ask();
  }

  it('is silent in every process, and speaks again in every process', async () => {
    expect(await isMuted(first.runtime)).to.equal(false);
    expect(await isMuted(second.runtime)).to.equal(false);
    await mute(first.runtime, null, 'a drill');
    expect(await isMuted(first.runtime, workspace)).to.equal(true);
    expect(await soon(true, () => isMuted(second.runtime))).to.equal(true);
    expect((await readMutings(second.runtime)).map(({ reason }) => reason)).to.deep.equal(['a drill']);
    expect(await unmute(second.runtime, null, { userId: null, name: 'Tess Tester' })).to.equal(true);
    expect(await isMuted(second.runtime)).to.equal(false);
    expect(await soon(false, () => isMuted(first.runtime))).to.equal(false);
  });

  it('silences one workspace without the others', async () => {
    await mute(first.runtime, workspace, 'came from elsewhere');
    expect(await isMuted(first.runtime, workspace)).to.equal(true);
    expect([await isMuted(first.runtime, other), await isMuted(first.runtime)]).to.deep.equal([false, false]);
    expect(await unmute(first.runtime, workspace, { userId: null, name: 'Tess Tester' })).to.equal(true);
    expect(await unmute(first.runtime, workspace, { userId: null, name: 'Tess Tester' })).to.equal(false);
  });

  it('keeps in the trail of the instance who let it speak', async () => {
    const text = "select actor, subject from instance_audit where action = 'muting.end' order by id";
    expect(await readInstance(first.runtime.database, { text, values: [] })).to.deep.equal([
      { actor: 'Tess Tester', subject: 'instance' },
      { actor: 'Tess Tester', subject: workspace },
    ]);
  });
});
