import { expect } from 'chai';
import { openCtx } from '../../core/context/open-ctx.ts';
import { everything } from '../../core/db/broadcast.ts';
import { isMuted, mutingTopic } from '../../core/muting/is-muted.ts';
import type { Ctx } from '../../core/sdk/index.ts';
import { settingsTopic } from '../../core/settings/settings-memory.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { sending } from '../fixtures/plugins/mailer/index.ts';

describe('transactions: while they hold every connection', () => {
  let app: TestApp;
  before(async () => {
    app = await bootTestApp({ fixtures: ['mailer'], env: { DATABASE_POOL_MAX: '3' } });
    await app.as('admin').patch('/api/settings/mailer.sending').send({ sender: 'a@b.example' }).expect(200);
  });
  after(() => app.stop());

  /** Asks in each of as many transactions as there are connections, once all of them are open. */
  async function whileAllAreOpen<Answer>(ask: (ctx: Ctx) => Promise<Answer>): Promise<Answer[]> {
    const scope = await app.scope('admin');
    let open = 0;
    let go = (): void => undefined;
    const allOpen = new Promise<void>((resolve) => {
      go = resolve;
    });
    const inOne = () =>
      openCtx(app.runtime, scope, async (ctx) => {
        open += 1;
        if (open === app.runtime.config.databasePoolMax) go();
        await allOpen;
        return ask(ctx);
      });
    return Promise.all(Array.from({ length: app.runtime.config.databasePoolMax }, inOne));
  }

  it('still learn the settings of their module', async () => {
    app.runtime.broadcast.tellHere(settingsTopic, everything);
    const found = await whileAllAreOpen((ctx) => ctx.settings(sending));
    expect(found.map(({ sender }) => sender)).to.deep.equal(Array(3).fill('a@b.example'));
  });

  it('still learn whether anything may leave the instance', async () => {
    app.runtime.broadcast.tellHere(mutingTopic, everything);
    const found = await whileAllAreOpen(() => isMuted(app.runtime, app.workspaces.a.id));
    expect(found).to.deep.equal([false, false, false]);
  });
});
