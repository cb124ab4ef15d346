import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { inWorkspace } from '../../core/db/unit-of-work.ts';
import { endProcesses, type StartedProcess } from '../boot/started-process.ts';
import { addressOf, type House, isLong, openHouse } from '../processes/house.ts';
import { until } from '../processes/until.ts';
import { ledgerFolder } from './ledger.ts';
import { ledgerFacts } from './ledger-facts.ts';
import { bookAt } from './ledger-load.ts';

const bookForMs = 3_000;
/** Usually a minute: PostgreSQL ends a transaction in which nothing happens, and with it what it holds locked. */
const cutAfterMs = isLong ? 60_000 : 15_000;

function cutSooner(appUrl: string): string {
  const settings = ['timezone=UTC', 'statement_timeout=15000', 'lock_timeout=5000'];
  const all = [...settings, `idle_in_transaction_session_timeout=${cutAfterMs}`];
  const url = new URL(appUrl);
  url.searchParams.set('options', all.map((one) => `-c ${one}`).join(' '));
  return url.href;
}

describe('faults: a worker that stands still while it works, and wakes when others have taken over', function () {
  this.timeout(240_000);
  let house: House;
  let sleeper: StartedProcess;
  let held = 0;

  before(async () => {
    house = await openHouse({ folders: [ledgerFolder] });
    const web = await addressOf(house.start('web'));
    // What happens before the first worker is there is heard as well.
    const load = bookAt(() => [web], house.app.keys.a.member, 2);
    sleeper = house.startOnce('worker', { DATABASE_APP_URL: cutSooner(house.app.appUrl) });
    await addressOf(sleeper);
    await pause(bookForMs / 2);
    held = await stopAtWork();
    await pause(bookForMs / 2);
    await load.stop();
  });
  after(async () => {
    sleeper.signal('SIGCONT');
    await endProcesses();
    await house.stop();
  });

  /** @returns how many jobs it held when it stood still */
  async function stopAtWork(): Promise<number> {
    for (let tries = 0; tries < 100; tries += 1) {
      sleeper.signal('SIGSTOP');
      const atWork = await running();
      if (atWork > 0) return atWork;
      sleeper.signal('SIGCONT');
      await pause(20);
    }
    return 0;
  }

  const running = async () => {
    const text = "select count(*)::int as count from jobs where state = 'running'";
    const { runtime, workspaces } = house.app;
    const [row] = await inWorkspace(runtime.database, workspaces.a.id, (unit) =>
      unit.run<{ count: number }>({ text, values: [] }),
    );
    return row?.count ?? 0;
  };

  const unfinished = async () => {
    const { unheard, uncarried } = await ledgerFacts(house.app);
    return unheard + uncarried;
  };

  it('held some of it', () => {
    expect(held).to.be.above(0);
  });

  it('leaves its work to another, which does all of it once', async () => {
    await addressOf(house.start('worker'));
    await until(async () => (await unfinished()) === 0, 120_000);
    expect((await ledgerFacts(house.app)).doubled).to.equal(0);
  });

  it('writes nothing of what it held when it wakes', async () => {
    sleeper.signal('SIGCONT');
    await pause(5_000);
    const { doubled, ghosts, partial } = await ledgerFacts(house.app);
    expect({ doubled, ghosts, partial }).to.deep.equal({ doubled: 0, ghosts: 0, partial: 0 });
  });
});
