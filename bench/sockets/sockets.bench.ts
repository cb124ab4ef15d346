import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { apiAgent } from '../../core/testing/api-agent.ts';
import { givePasswords } from '../../test/http/pages-app.ts';
import { addressOf, type House, openHouse } from '../../test/processes/house.ts';
import { signIn } from '../../test/processes/pages.ts';
import type { Wish, Word } from './hold.ts';
import { longestDelayMs, residentMb } from './process-figures.ts';

const count = Number(process.env.SOCKETS ?? 5_000);
const changes = 20;
const interests = [
  { workspace: 'a', resource: 'crm.contact' },
  { workspace: 'a', presence: 'here' },
];

describe(`bench: ${count} live connections on one process`, () => {
  let house: House;
  let holder: ChildProcess;

  before(async function () {
    this.timeout(300_000);
    house = await openHouse();
    await givePasswords(house.app.runtime);
  });
  after(async function () {
    this.timeout(60_000);
    holder?.kill('SIGKILL');
    await house?.stop();
  });

  it('its memory, and how long its loop is held while all are told', async function () {
    this.timeout(1_200_000);
    const web = house.startOnce('web');
    const base = await addressOf(web);
    const cookies = await Promise.all(
      (['owner', 'admin', 'member', 'viewer'] as const).map((role) => signIn(house, base, role)),
    );
    const idleMb = residentMb(web.pid);
    holder = fork(new URL('./hold.ts', import.meta.url), {
      execArgv: ['--conditions=source', '--import', 'tsx'],
    });
    const words = listen(holder);
    holder.send({ base, cookies, count, interests } satisfies Wish);
    const open = await words.next((word) => word.kind === 'open');
    await pause(5_000);
    const heldMb = residentMb(web.pid);

    await longestDelayMs(base);
    await pause(3_000);
    const quietMs = await longestDelayMs(base);
    const member = apiAgent(house.app, 'member');
    const delays: number[] = [];
    for (let at = 0; at < changes; at += 1) {
      const { body } = await member
        .post('/api/crm/contacts')
        .send({ firstName: `Contact ${at}` })
        .expect(201);
      const committed = Date.now();
      const heard = await words.next((word) => word.kind === 'heard' && word.id === body.data.id);
      delays.push((heard.kind === 'heard' ? heard.at : 0) - committed);
      await pause(300);
    }
    const toldMs = await longestDelayMs(base);
    delays.sort((one, other) => one - other);
    console.log(
      [
        '',
        `      ${count} connections open after ${Math.round((open.kind === 'open' ? open.ms : 0) / 1_000)} s`,
        `      memory: ${idleMb} MB idle, ${heldMb} MB with them (${((heldMb - idleMb) * 1_024) / count} kB each)`,
        `      longest hold of the loop: ${quietMs.toFixed(0)} ms at rest, ${toldMs.toFixed(0)} ms while ${changes} changes went to all`,
        `      the last of all hears of a change after ${delays[delays.length >> 1]} ms (median), ${delays.at(-1)} ms (longest)`,
      ].join('\n'),
    );
    expect(heldMb).to.be.below(300);
    expect(toldMs).to.be.below(100);
    web.signal('SIGTERM');
    await web.ended();
  });
});

interface Words {
  next(is: (word: Word) => boolean): Promise<Word>;
}

function listen(child: ChildProcess): Words {
  const said: Word[] = [];
  let wake = (): void => undefined;
  child.on('message', (word) => {
    said.push(word as Word);
    wake();
  });
  child.once('exit', () => wake());
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  return {
    async next(is) {
      for (;;) {
        const found = said.find(is);
        if (found) return found;
        if (hasEnded()) throw new Error('The process that holds the connections ended.');
        await new Promise<void>((resume) => {
          wake = resume;
        });
      }
    },
  };
}
