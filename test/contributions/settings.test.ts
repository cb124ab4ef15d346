import { expect } from 'chai';
import pg from 'pg';
import { openCtx } from '../../core/context/open-ctx.ts';
import { callPlugin } from '../../core/kernel/call-plugin.ts';
import { switchPlugin } from '../../core/modules/switch-plugin.ts';
import type { Ctx } from '../../core/sdk/index.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { bootAgain, type TestRuntime } from '../../core/testing/test-runtime.ts';
import { sending } from '../fixtures/plugins/mailer/index.ts';

const canary = 'sk-canary-4f1c2e';

/** Does the test compile? Then the values have the types of the fields. */
function typed({ sender, perHour, key }: Awaited<ReturnType<typeof read>>): [string, number, string | null] {
  return [sender, perHour, key];
}

function read(ctx: Ctx) {
  return ctx.settings(sending);
}

describe('settings: of a workspace, over REST', () => {
  let app: TestApp;
  let second: TestRuntime;
  before(async () => {
    app = await bootTestApp({ fixtures: ['mailer', 'biller'] });
    second = await bootAgain(app);
  });
  after(async () => {
    await second.stop();
    await app.stop();
  });

  const patch = (body: object, role: 'admin' | 'member' = 'admin') =>
    app.as(role).patch('/api/settings/mailer.sending').send(body);

  it('start with their defaults, and say what cannot be done without', async () => {
    const { body } = await app.as('admin').get('/api/settings/mailer.sending').expect(200);
    expect(body.data.values).to.deep.equal({
      ...{ sender: null, perHour: 100, ownerId: null, budgetMinor: null, currency: null },
    });
    expect(body.data.secrets).to.deep.equal({ key: { isSet: false, setAt: null } });
    const used = await app.as('member').get('/api/mailer/sending');
    expect([used.status, used.body.error.code, used.body.error.message]).to.deep.equal([
      409,
      'not-configured',
      'Mailer is not set up yet: fill in Sender under "Sending".',
    ]);
  });

  it('are taken together or not at all, with the path of every fault', async () => {
    const refused = await patch({ sender: 'nobody', perHour: 0, colour: 'red', key: 'x'.repeat(121) });
    expect(refused.status).to.equal(422);
    expect(refused.body.error.problems.map(({ path }: { path: string[] }) => path.join('.'))).to.deep.equal([
      'sender',
      'perHour',
      'colour',
      'key',
    ]);
    expect((await patch({ ownerId: app.workspaces.b.people.admin.id })).body.error.problems[0].path).to.eql([
      'ownerId',
    ]);
    const { body } = await app.as('admin').get('/api/settings/mailer.sending');
    expect(body.data.values.perHour).to.equal(100);
  });

  it('hold for the plugin, typed, with its secret opened', async () => {
    await patch({ sender: 'Desk@Acme.example', perHour: 25, key: canary }).expect(200);
    const used = await app.as('member').get('/api/mailer/sending').expect(200);
    expect(used.body.data).to.deep.include({ sender: 'desk@acme.example', perHour: 25, key: canary });
    const values = await openCtx(app.runtime, await app.scope('member'), read);
    expect(typed(values)).to.deep.equal(['desk@acme.example', 25, canary]);
  });

  it('keep what is not named, and go back to the default when emptied', async () => {
    const { body } = await patch({ perHour: null }).expect(200);
    expect(body.data.values).to.deep.include({ sender: 'desk@acme.example', perHour: 100 });
    expect(body.data.secrets.key.isSet).to.equal(true);
    expect((await patch({ sender: null })).body.error.problems).to.deep.equal([
      { path: ['sender'], message: 'Fill this in.' },
    ]);
  });

  it('never give a secret back, not in the answer, the outbox or the log', async () => {
    const answers = await Promise.all([
      app.as('owner').get('/api/settings/mailer.sending'),
      patch({ key: canary }),
    ]);
    const client = new pg.Client({ connectionString: app.ownerUrl });
    await client.connect();
    const admin = await app.scope('admin');
    const events = await openCtx(app.runtime, admin, (ctx) =>
      ctx.db.sql("select payload from events where event = 'core.settings.changed' order by id"),
    );
    const stored = await openCtx(app.runtime, admin, (ctx) => ctx.db.sql('select * from secrets'));
    const kept = await openCtx(app.runtime, admin, (ctx) => ctx.db.sql('select * from workspace_settings'));
    await client.end();
    expect(events.at(-1)).to.deep.equal({ payload: { group: 'mailer.sending', fields: ['key'] } });
    const said = [answers.map(({ text }) => text), events, stored, kept, app.log.lines];
    expect(JSON.stringify(said)).not.to.include(canary);
    expect(stored).to.have.lengthOf(1);
  });

  it('reach every process within a second', async () => {
    const scope = await app.scope('member');
    const perHour = () => openCtx(second.runtime, scope, async (ctx) => (await read(ctx)).perHour);
    expect(await perHour()).to.equal(100);
    await patch({ perHour: 77 }).expect(200);
    const until = performance.now() + 1_000;
    while ((await perHour()) !== 77 && performance.now() < until)
      await new Promise((go) => setTimeout(go, 20));
    expect(await perHour()).to.equal(77);
  });

  it('are for admins, of this workspace alone', async () => {
    expect((await patch({ perHour: 1 }, 'member')).status).to.equal(403);
    expect((await app.as('member').get('/api/settings/mailer.sending')).status).to.equal(403);
    const other = await app.as('admin', app.workspaces.b).get('/api/settings/mailer.sending');
    expect(other.body.data.values.sender).to.equal(null);
    expect((await app.as('member').get('/api/settings')).body.data).to.deep.equal([]);
  });

  it('of the instance and of people are beyond a key', async () => {
    for (const id of ['mailer.relay', 'mailer.digest', 'mailer.nothing']) {
      expect((await app.as('owner').get(`/api/settings/${id}`)).status, id).to.equal(404);
    }
  });

  it('are nobody else’s: another plugin that reads them is refused', async () => {
    const scope = await app.scope('admin');
    const refusal = await openCtx(app.runtime, scope, (ctx) =>
      callPlugin(app.runtime, { plugin: 'biller', what: 'prying' }, () => ctx.settings(sending)),
    ).catch((error: Error) => error.message);
    expect(refusal).to.equal(
      'Plugin "biller" reads the settings of "mailer". Offer what it needs as a service.',
    );
  });

  it('are gone with the module, and there again with it', async () => {
    const admin = await app.scope('admin');
    await switchPlugin(app.runtime, admin, 'mailer', false);
    expect((await app.as('admin').get('/api/settings/mailer.sending')).status).to.equal(404);
    await switchPlugin(app.runtime, admin, 'mailer', true);
    const { body } = await app.as('admin').get('/api/settings/mailer.sending').expect(200);
    expect(body.data.secrets.key.isSet).to.equal(true);
  });

  it('lose a secret when it is taken away', async () => {
    const { body } = await patch({ key: null }).expect(200);
    expect(body.data.secrets.key).to.deep.equal({ isSet: false, setAt: null });
  });
});
