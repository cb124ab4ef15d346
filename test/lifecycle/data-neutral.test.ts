import { expect } from 'chai';
import { readLogin, withLogin } from '../../core/db/roles/role-names.ts';
import { moveState } from '../../core/lifecycle/move-state.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { testClusterUrl } from '../../core/testing/cluster.ts';
import { switchModule } from '../../core/testing/switch-module.ts';
import { tableChecksums } from './table-checksums.ts';

const ledgers = ['plugin_switches', 'plugin_states', 'instance_audit', 'api_keys', 'sessions', 'rate_limits'];

describe('plugins: off and on again', () => {
  let app: TestApp;
  let adminUrl: string;
  before(async () => {
    app = await bootTestApp({ plugins: ['crm'], fixtures: ['notes', 'guestbook'] });
    const cluster = await testClusterUrl();
    adminUrl = withLogin(cluster, { ...readLogin(cluster), database: readLogin(app.ownerUrl).database });
    await app
      .as('member')
      .post('/api/crm/contacts')
      .send({ firstName: 'Ada', lastName: 'Lovelace' })
      .expect(201);
    await app.as('member').post('/api/notes/notes').send({ body: 'Mine' }).expect(201);
  });
  after(() => app.stop());

  const sums = async () => {
    const all = await tableChecksums(adminUrl);
    for (const ledger of ledgers) delete all[ledger];
    return all;
  };

  it('changes no row of any table, by the switch of a workspace', async () => {
    const before = await sums();
    for (const isOn of [false, true]) await switchModule(app, 'crm', isOn);
    expect(await sums()).to.deep.equal(before);
    console.log(`      ${Object.keys(before).length} tables, rows and checksums equal`);
  });

  it('changes no row of any table, for the whole instance', async () => {
    const before = await sums();
    const words = { by: { userId: null, name: 'Ada' }, reason: 'To see.' };
    for (const to of ['disabled', 'installed', 'quarantined', 'installed'] as const)
      await moveState(app.runtime, 'crm', to, words);
    expect(await sums()).to.deep.equal(before);
    await app.as('member').get('/api/crm/contacts').expect(200);
  });
});
