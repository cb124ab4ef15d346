import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readLogin, withLogin } from '../../core/db/roles/role-names.ts';
import { withClient } from '../../core/db/roles/with-client.ts';
import { testClusterUrl } from '../../core/testing/cluster.ts';
import { endProcesses, startBuilt } from '../boot/started-process.ts';
import { addressOf } from './house.ts';

describe('processes: several start at once on an empty database', () => {
  const name = `together_${process.pid}`;
  const prefix = `together${process.pid}`;
  let folder: string;
  let url: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guildhall-together-'));
    const cluster = await testClusterUrl();
    await withClient(cluster, (admin) =>
      admin.query(`create database ${name} template template0 encoding 'UTF8'`),
    );
    url = withLogin(cluster, { ...readLogin(cluster), database: name });
  });
  afterEach(endProcesses);
  after(async () => {
    await withClient(await testClusterUrl(), async (admin) => {
      await admin.query(`drop database if exists ${name} with (force)`);
      for (const role of ['owner', 'app', 'definer'])
        await admin.query(`drop role if exists ${prefix}_${role}`);
    });
    await rm(folder, { recursive: true, force: true });
  });

  it('one makes the tables, the others wait for it, and all come up', async function () {
    this.timeout(120_000);
    const env = { DATABASE_URL: url, DATABASE_ROLE_PREFIX: prefix, DATA_DIR: folder, WORKER_PORT: '0' };
    const started = ['web', 'web', 'worker', 'all'].map((command) => startBuilt(env, command));
    const addresses = await Promise.all(started.map(addressOf));
    const answers = await Promise.all(addresses.map((address) => fetch(`${address}/health/ready`)));
    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200, 200]);
    const said = started.map((one) => one.output()).join('\n');
    expect(said.match(/The tables of the core were brought up to date/g)).to.have.lengthOf(1);
    expect(said.match(/"plugin":"crm","steps":\[/g)).to.have.lengthOf(1);
    expect(said).not.to.match(/quarantine|"level":(50|60)/);
  });

  it('a migration that finds nothing to do says so and ends well', async () => {
    const migrating = startBuilt(
      { DATABASE_URL: url, DATABASE_ROLE_PREFIX: prefix, DATA_DIR: folder },
      'migrate',
    );
    expect(await migrating.ended()).to.equal(0);
    expect(migrating.output()).to.match(/All tables are up to date/);
  });

  it('a migration without its database ends with an error', async () => {
    const nowhere = 'postgres://nobody:nothing@127.0.0.1:1/none';
    const migrating = startBuilt({ DATABASE_URL: nowhere, DATA_DIR: folder }, 'migrate');
    expect(await migrating.ended()).to.equal(1);
    expect(migrating.output()).to.match(/Guildhall could not start\. .*ECONNREFUSED/);
  });
});
