import { expect } from 'chai';
import { membershipsOf } from '../../core/access/scope-of-person.ts';
import { enabledPluginsOf } from '../../core/modules/enabled-plugins.ts';
import { Conflict, InvalidInput } from '../../core/sdk/index.ts';
import { isSetUp } from '../../core/setup/is-set-up.ts';
import { setUp } from '../../core/setup/set-up.ts';
import { isSetupToken, setupToken } from '../../core/setup/setup-token.ts';
import { bootTestRuntime, type TestRuntime } from '../../core/testing/test-runtime.ts';
import { refusal } from './refusal.ts';

const first = {
  name: 'Ada',
  email: 'Ada@Example.org',
  password: 'analytical engines hum',
  workspaceName: "Ada's Bakery",
  currency: 'EUR',
  timezone: 'Europe/Amsterdam',
  locale: 'nl-NL',
  modules: ['notes'],
};

describe('people: the first owner', () => {
  let app: TestRuntime;

  beforeEach(async () => {
    app = await bootTestRuntime({ fixtures: ['notes'] });
  });

  afterEach(() => app.stop());

  it('gets an account, a workspace and the modules they chose, in one go', async () => {
    expect(await isSetUp(app.runtime.database)).to.equal(false);
    const { person, workspace, modulesProblem } = await setUp(app.runtime, first);
    expect(modulesProblem).to.equal(null);
    expect(person).to.include({ email: 'ada@example.org', isInstanceAdmin: true });
    expect(workspace).to.include({ slug: 'adas-bakery', currency: 'EUR', locale: 'nl-NL' });
    expect(await membershipsOf(app.runtime, person.id)).to.deep.equal([{ workspace, role: 'owner' }]);
    expect([...(await enabledPluginsOf(app.runtime, workspace.id))]).to.deep.equal(['notes']);
    expect(await isSetUp(app.runtime.database)).to.equal(true);
  });

  it('stays the only one, however many try at the same time', async () => {
    const tries = Array.from({ length: 12 }, (_, i) =>
      setUp(app.runtime, { ...first, email: `owner${i % 6}@example.org` }),
    );
    const results = await Promise.allSettled(tries);
    const reasons = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(reasons).to.have.lengthOf(11);
    for (const reason of reasons) expect(reason).to.be.instanceOf(Conflict);
    const { rows } = await app.runtime.database.pool.query('select count(*)::int as users from users');
    expect(rows).to.deep.equal([{ users: 1 }]);
  });

  it('is never joined by a second, later', async () => {
    await setUp(app.runtime, first);
    await refusal(setUp(app.runtime, { ...first, email: 'eve@example.org' }), Conflict);
  });

  it('must give good values, and nothing is made otherwise', async () => {
    for (const [field, value] of [
      ['name', ''],
      ['email', 'ada'],
      ['password', 'short'],
      ['password', 'ADA@example.org'],
      ['workspaceName', ''],
      ['currency', 'XXXX'],
      ['timezone', 'Mars/Base'],
      ['locale', '../etc'],
      ['modules', 'notes'],
    ]) {
      const error = await refusal(setUp(app.runtime, { ...first, [field as string]: value }), InvalidInput);
      expect(error.problems[0]?.path[0]).to.equal(field);
    }
    expect(await isSetUp(app.runtime.database)).to.equal(false);
  });

  it('proves with a token that they can read what the start prints', () => {
    const token = setupToken('one secret');
    expect(isSetupToken(token, 'one secret')).to.equal(true);
    for (const wrong of ['', token.slice(1), `${token}x`, setupToken('another secret')]) {
      expect(isSetupToken(wrong, 'one secret')).to.equal(false);
    }
  });
});
