import { expect } from 'chai';
import { readLogin, withLogin } from '../../core/db/roles/role-names.ts';
import { moveState } from '../../core/lifecycle/move-state.ts';
import { importArchive } from '../../core/lifecycle/uninstall/import-archive.ts';
import { uninstallPlugin } from '../../core/lifecycle/uninstall/uninstall-plugin.ts';
import { addField } from '../../core/testing/add-field.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { testClusterUrl } from '../../core/testing/cluster.ts';
import { bootAgain } from '../../core/testing/test-runtime.ts';
import { tableChecksums } from './table-checksums.ts';

const words = { by: { userId: null, name: 'Ada' }, reason: 'We sell no more.' };

describe('plugins: uninstalled', () => {
  let app: TestApp;
  let adminUrl: string;
  before(async () => {
    app = await bootTestApp({ fixtures: ['notes', 'guestbook'] });
    const cluster = await testClusterUrl();
    adminUrl = withLogin(cluster, { ...readLogin(cluster), database: readLogin(app.ownerUrl).database });
    for (const body of ['One', 'Two', 'Three “quoted” \\ and more']) {
      await app.as('member').post('/api/notes/notes').send({ body }).expect(201);
    }
    await addField(app, 'notes.note', { label: 'Colour', kind: 'text' });
  });
  after(() => app.stop());

  it('leaves nothing with its name, what is exported can be put back, and nobody else lost anything', async () => {
    const own = await tableChecksums(adminUrl, 'notes%');
    const others = await tableChecksums(adminUrl, 'guestbook%');
    const trail = await tableChecksums(adminUrl, 'audit_log');
    expect(trail.audit_log).to.match(/^[1-9]/);
    const { archive, tables, leftovers } = await uninstallPlugin(app.runtime, 'notes', words);
    expect(leftovers).to.deep.equal([]);
    expect(await tableChecksums(adminUrl, '%notes%')).to.deep.equal({});
    expect(await tableChecksums(adminUrl, 'guestbook%')).to.deep.equal(others);
    expect(await tableChecksums(adminUrl, 'audit_log'), 'what was done there stays known').to.deep.equal(
      trail,
    );
    await app.as('member').get('/api/notes/notes').expect(404);
    await moveState(app.runtime, 'notes', 'installed', words);
    const again = await bootAgain(app);
    await again.stop();
    await importArchive(app.runtime.target, archive);
    expect(await tableChecksums(adminUrl, 'notes%')).to.deep.equal(own);
    const rows = tables.reduce((sum, one) => sum + one.rows, 0);
    console.log(
      `      ${rows} rows of ${tables.length} tables exported, ${leftovers.length} things left, checksums equal after the import`,
    );
  });
});
