import { expect } from 'chai';
import { knownStates } from '../../core/kernel/states/known-states.ts';
import { endProcesses } from '../boot/started-process.ts';
import { type ServedPack, servePack } from './served-pack.ts';

/** `npm run test:evil` asks for the real figure; elsewhere the machine may be busy with other tests. */
const longestMs = Number(process.env.EVIL_NAMED_MS ?? 5_000);

describe('faults of plugins: one that keeps the process from answering', () => {
  let pack: ServedPack;

  before(async () => {
    pack = await servePack(['evil-loop'], ['evil-loop:use'], {
      PLUGIN_BLOCK_LIMIT_MS: '6000',
      LOG_LEVEL: 'debug',
    });
    await pack.process().says(/The watchdog watches/);
  });
  after(async () => {
    await pack.stop();
    await endProcesses();
  });

  const stateOf = async (id: string) => (await knownStates(pack.database)).find((one) => one.id === id);
  const named =
    /"plugin":"evil-loop","what":"route GET \/spin\/:ms".*"place":"spin .*evil-loop\/index\.ts:\d+.*keeps the process from answering/;

  it('is named within a second, with the call and the line, while it lasts', async () => {
    const began = performance.now();
    const spinning = pack.ask('/api/evil-loop/spin/4000');
    await pack.process().says(named);
    const tookMs = performance.now() - began;
    console.log(`      named after ${Math.round(tookMs)} ms`);
    expect(tookMs).to.be.below(longestMs);
    expect((await spinning).status).to.equal(200);
    await pack.process().says(/"msg":"A plugin kept the process from answering\."/);
  });

  it('is let go on after a shorter block, and everything else is sound', async () => {
    expect((await pack.ask('/api/evil-loop/spin/1')).status).to.equal(200);
    expect((await stateOf('evil-loop'))?.state).to.equal('enabled');
  });

  it('is also found when it waits for something outside', async () => {
    expect((await pack.ask('/api/evil-loop/wait')).status).to.equal(200);
    await pack.process().says(/"what":"route GET \/wait"/);
  });

  it('goes to quarantine when it does not stop, and the process ends to be started anew without it', async () => {
    const spinning = pack.ask('/api/evil-loop/spin/600000');
    expect(await pack.process().ended()).to.equal(75);
    expect((await spinning).status).to.equal(0);
    const known = await stateOf('evil-loop');
    expect([known?.state, known?.heldAs]).to.deep.equal(['quarantined', 'quarantined']);
    expect(known?.heldReason).to.match(
      /kept the process from answering for \d+ ms: route GET \/spin\/:ms, at spin .*index\.ts:\d+/,
    );
    await pack.start();
    expect((await pack.ask('/api/evil-loop/spin/600000')).status).to.equal(404);
  });
});
