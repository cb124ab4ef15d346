import { expect } from 'chai';
import { openCtx } from '../../core/context/open-ctx.ts';
import { callPlugin, type PluginCall } from '../../core/kernel/call-plugin.ts';
import { switchPlugin } from '../../core/modules/switch-plugin.ts';
import type { Ctx } from '../../core/sdk/index.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { type Currency, currencies, type Ledger, ledger } from '../fixtures/plugins/ledger/api.ts';

/** Is the one type exactly the other? A test that does not compile is a test that fails. */
type Same<One, Other> =
  (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;

describe('services: what one plugin does for another', () => {
  let app: TestApp;
  const failed: PluginCall[] = [];
  before(async () => {
    app = await bootTestApp({ fixtures: ['ledger', 'biller'] });
    app.runtime.pluginCalls.observe({ ended: (call, _ms, error) => void (error && failed.push(call)) });
  });
  after(() => app.stop());

  const within = async <Result>(work: (ctx: Ctx) => Promise<Result>) =>
    openCtx(app.runtime, await app.scope('admin'), work);

  it('reaches a caller in its own transaction, made once per context', async () => {
    const answer = await app.as('member').post('/api/biller/bills').send({});
    expect(answer.body, answer.text).to.deep.equal({ data: { count: 1, total: 300 } });
    const again = await app.as('member').post('/api/biller/bills').send({});
    expect(again.body.data.total).to.equal(300);
  });

  it('has the type its author gave it, from the ref to the call', async () => {
    const isTyped: Same<ReturnType<typeof useLedger>, Ledger> = true;
    const areTyped: Same<ReturnType<typeof allCurrencies>, readonly Currency[]> = true;
    expect([isTyped, areTyped]).to.deep.equal([true, true]);
    const total = await within(async (ctx) => useLedger(ctx).total('nobody'));
    expect(total).to.equal(0);
  });

  it('is blamed on who wrote it, not on who called', async () => {
    failed.length = 0;
    const answer = await app.as('member').post('/api/biller/faults').send({});
    expect(answer.status).to.equal(500);
    const [first] = failed.map(({ plugin, what }) => `${plugin}: ${what}`);
    expect(first).to.equal('ledger: service ledger.entries.post');
  });

  it('answers at once where its author wrote it so', async () => {
    const total: unknown = await within(async (ctx) => ctx.use(ledger).total('a'));
    expect(total).to.equal(0);
  });

  it('refuses a plugin that did not say it would use it', async () => {
    const failure = await within((ctx) =>
      callPlugin(app.runtime, { plugin: 'ledger', what: 'itself' }, async () => ctx.use(ledger)).then(() =>
        callPlugin(app.runtime, { plugin: 'stranger', what: 'test' }, async () => ctx.use(ledger)),
      ),
    ).catch((error: Error) => error.message);
    expect(failure).to.equal(
      'Plugin "stranger" uses the service ledger.entries without saying so. Name it in capabilities.services.',
    );
  });

  it('is not there where its plugin is off, and says which module it takes', async () => {
    await switchPlugin(app.runtime, await app.scope('admin'), 'ledger', false);
    const answer = await app.as('member').post('/api/biller/bills').send({});
    expect([answer.status, answer.body.error.message]).to.deep.equal([
      503,
      'This needs the module Ledger, which is switched off in this workspace.',
    ]);
    expect(await within(async (ctx) => ctx.has(ledger))).to.equal(false);
    const other = await app.as('member', app.workspaces.b).post('/api/biller/bills').send({});
    expect(other.status).to.equal(200);
    await switchPlugin(app.runtime, await app.scope('admin'), 'ledger', true);
    expect(await within(async (ctx) => ctx.has(ledger))).to.equal(true);
  });

  describe('extension points', () => {
    it('give what others add, smallest order first', async () => {
      const found = await within(async (ctx) =>
        ctx.all(currencies).map((one) => `${one.code} ${one.decimals()}`),
      );
      expect(found).to.deep.equal(['EUR 2', 'JPY 0']);
    });

    it('give nothing of a plugin that is off', async () => {
      await switchPlugin(app.runtime, await app.scope('admin'), 'biller', false);
      expect(await within(async (ctx) => ctx.all(currencies))).to.deep.equal([]);
      await switchPlugin(app.runtime, await app.scope('admin'), 'biller', true);
    });

    it('that nobody opens are warned of at the start, and harm nothing', () => {
      const sentence = 'Plugin "biller" adds at ledger.no-such-point, which nothing here opens.';
      expect(app.log.lines.map(({ message }) => message)).to.include(sentence);
      expect(app.runtime.registry.plugins.map(({ state }) => state)).to.deep.equal(['enabled', 'enabled']);
    });
  });
});

function useLedger(ctx: Ctx) {
  return ctx.use(ledger);
}

function allCurrencies(ctx: Ctx) {
  return ctx.all(currencies);
}
