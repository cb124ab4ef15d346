import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { appliedSteps } from '../../core/db/migrations/run.ts';
import { withClient } from '../../core/db/roles/with-client.ts';
import { pluginTrail } from '../../core/kernel/states/audit-trail.ts';
import { knownStates } from '../../core/kernel/states/known-states.ts';
import { moveState } from '../../core/lifecycle/move-state.ts';
import { packFolder } from '../../core/packages/archive/pack-folder.ts';
import { forgetPackages } from '../../core/packages/forget-packages.ts';
import { installPackage } from '../../core/packages/install-package.ts';
import { installations } from '../../core/packages/installations.ts';
import { lookAgain } from '../../core/packages/offers/offer-package.ts';
import { packageFolder } from '../../core/packages/package-store.ts';
import { type Preview, previewPackage } from '../../core/packages/preview.ts';
import { Conflict, NotFound, Unavailable } from '../../core/sdk/index.ts';
import { bootAgain, bootTestRuntime, type TestRuntime } from '../../core/testing/test-runtime.ts';
import { refusal } from '../people/refusal.ts';
import { addsPrice, type PluginText, writeShop } from './write-plugin.ts';

const by = { userId: null, name: 'Ada' };

describe('packages: a plugin from an archive', () => {
  let instance: TestRuntime;
  let folder: string;
  let restarted: TestRuntime[] = [];
  beforeEach(async () => {
    instance = await bootTestRuntime();
    folder = await mkdtemp(join(tmpdir(), 'guildhall-shop-'));
  });
  afterEach(async () => {
    for (const one of restarted.splice(0)) await one.stop();
    restarted = [];
    await instance.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const offer = async (text: PluginText): Promise<Preview> => {
    const archive = await packFolder(await writeShop(join(folder, 'shop'), text));
    return previewPackage(instance.runtime, { archive, source: 'file:shop.tgz', by: null });
  };
  const install = async (text: PluginText, consents = true) => {
    const { sha256 } = await offer(text);
    return installPackage(instance.runtime, sha256, { by, consents });
  };
  const restart = async () => {
    const again = await bootAgain(instance);
    restarted.push(again);
    return again.runtime.registry.plugins.find(({ id }) => id === 'shop');
  };
  const stateOf = async () => (await knownStates(instance.runtime.database)).find(({ id }) => id === 'shop');
  const columns = () =>
    withClient(instance.ownerUrl, async (client) => {
      const text = "select column_name as name from information_schema.columns where table_name like 'shop%'";
      return (await client.query<{ name: string }>(text)).rows.map(({ name }) => name);
    });

  it('is looked at before anything happens, and comes up at the next start', async () => {
    const preview = await offer({
      version: '1.0.0',
      capabilities: { network: ['api.example.com'], email: true },
    });
    expect(preview.plugin).to.include({ id: 'shop', version: '1.0.0', isBroken: false });
    expect(preview.pending).to.deep.equal(['0001-create-things']);
    expect(preview.asksFor).to.deep.equal(['talk to api.example.com', 'send e-mail']);
    expect(preview.breaks).to.deep.equal([]);
    expect(await columns()).to.deep.equal([]);
    expect(await stateOf()).to.equal(undefined);
    await refusal(installPackage(instance.runtime, preview.sha256, { by, consents: false }), Conflict);
    await installPackage(instance.runtime, preview.sha256, { by, consents: true });
    expect((await stateOf())?.state).to.equal('discovered');
    expect(await restart()).to.include({ state: 'enabled' });
    expect(await stateOf()).to.include({ state: 'enabled', version: '1.0.0' });
    const trail = await pluginTrail(instance.runtime.database, 'shop');
    const told = trail.map(({ action }) => action);
    expect(told).to.include.members(['plugin.install', 'plugin.capabilities', 'plugin.state']);
    expect((await installations(instance.runtime.database))[0]).to.include({ phase: null });
  });

  it('is forgotten with its files a day after it was looked at and never installed, by itself', async () => {
    const [kept, seen] = [await offer({ version: '1.0.0' }), await offer({ version: '1.0.1' })];
    await installPackage(instance.runtime, kept.sha256, { by, consents: true });
    const { dataDir } = instance.runtime.config;
    const [ofKept, ofSeen] = [kept, seen].map(({ sha256 }) => packageFolder(dataDir, sha256));
    const there = () => [ofKept, ofSeen].map((place) => existsSync(place ?? ''));
    await forgetPackages(instance.runtime);
    expect(there()).to.deep.equal([true, true]);
    await instance.runtime.database.pool.query(
      "update plugin_packages set added_at = now() - interval '2 days'",
    );
    const longAgo = new Date(Date.now() - 2 * 86_400_000);
    for (const place of [ofKept, ofSeen]) await utimes(place ?? '', longAgo, longAgo);
    await forgetPackages(instance.runtime);
    expect(there()).to.deep.equal([true, false]);
    await lookAgain(instance.runtime, kept.sha256);
    expect((await refusal(lookAgain(instance.runtime, seen.sha256), NotFound)).message).to.include(
      'no longer at hand',
    );
  });

  it('is refused when its checksum is not the expected one', async () => {
    const archive = await packFolder(await writeShop(join(folder, 'shop'), { version: '1.0.0' }));
    const offered = { archive, source: 'file:x', by: null, expected: 'ab'.repeat(32) };
    expect((await refusal(previewPackage(instance.runtime, offered), Conflict)).message).to.match(/checksum/);
  });

  it('runs no install script, and is refused with what it does not bring along', async () => {
    const script = `node -e "require('fs').writeFileSync('${join(folder, 'ran')}', '')"`;
    const scripts = { preinstall: script, install: script, postinstall: script, prepare: script };
    const dependencies = { 'no-such-package-here': '^1.0.0' };
    const preview = await offer({ version: '1.0.0', manifest: { scripts, dependencies } });
    expect(preview.breaks.join()).to.match(/needs the package no-such-package-here/);
    await refusal(installPackage(instance.runtime, preview.sha256, { by, consents: true }), Conflict);
    expect(await readdir(folder)).not.to.include('ran');
  });

  it('is refused when it is made for another version, and when reading it ends the process', async () => {
    expect((await offer({ version: '1.0.0', compatible: '^99.0.0' })).breaks.join()).to.match(
      /works with Guildhall/,
    );
    await refusal(packFolder(folder), NotFound);
    const shop = await writeShop(join(folder, 'shop'), { version: '1.0.0' });
    const { appendFile } = await import('node:fs/promises');
    await appendFile(join(shop, 'index.js'), 'process.exit(7);');
    const ending = { archive: await packFolder(shop), source: 'file:x', by: null };
    await refusal(previewPackage(instance.runtime, ending), Unavailable);
  });

  it('is set aside, with nothing of it done, when it asks for more than it said when it was looked at', async () => {
    // Whoever looks at it gives it none of the environment.
    const capabilities = "process.env.PATH ? { network: ['evil.example.com'] } : {}";
    expect((await offer({ version: '1.0.0', capabilities })).asksFor).to.deep.equal([]);
    await install({ version: '1.0.0', capabilities });
    const shop = await restart();
    expect(shop?.state).to.equal('quarantined');
    expect(shop?.problems.join()).to.match(/wants to talk to evil\.example\.com, and nobody consented/);
    expect(await columns()).to.deep.equal([]);
  });

  it('is upgraded with its new migrations, and asks again only for what is more', async () => {
    await install({ version: '1.0.0', capabilities: { network: ['a.example.com'] } });
    await restart();
    const wider = {
      version: '1.1.0',
      migrations: addsPrice,
      capabilities: { network: ['a.example.com', 'b.example.com'] },
    };
    const preview = await offer(wider);
    expect([preview.installedVersion, preview.asksFor]).to.deep.equal(['1.0.0', ['talk to b.example.com']]);
    expect(preview.pending).to.deep.equal(['0002-add-price']);
    await refusal(installPackage(instance.runtime, preview.sha256, { by, consents: false }), Conflict);
    expect((await restart())?.declaration?.version).to.equal('1.0.0');
    await installPackage(instance.runtime, preview.sha256, { by, consents: true });
    expect((await restart())?.declaration?.version).to.equal('1.1.0');
    expect(await columns()).to.include('price_minor');
  });

  const broken = {
    'a migration that throws half-way': {
      migrations: {
        ...addsPrice,
        '0003-breaks': {
          up: `await schema.sql('alter table shop_things add column odd text'); throw new Error('half-way');`,
          down: '',
        },
      },
    },
    'a start that throws': { migrations: addsPrice, start: `throw new Error('no port is free');` },
  };
  for (const [what, text] of Object.entries(broken)) {
    it(`is taken back, code and tables, after an upgrade with ${what}`, async () => {
      await install({ version: '1.0.0' });
      await restart();
      const before = await columns();
      await install({ version: '2.0.0', ...text });
      const shop = await restart();
      expect([shop?.state, shop?.declaration?.version]).to.deep.equal(['enabled', '1.0.0']);
      expect(await columns()).to.have.members(before);
      expect(await appliedSteps(instance.runtime.target, 'shop')).to.deep.equal(['0001-create-things']);
      const [told] = (await pluginTrail(instance.runtime.database, 'shop')).filter(
        ({ action }) => action === 'plugin.rollback',
      );
      expect(told?.reason).to.match(/The upgrade failed.*0002-add-price.*(half-way|no port is free)/s);
    });
  }

  it('stays set aside when it is upgraded while it is set aside', async () => {
    await install({ version: '1.0.0' });
    await restart();
    for (const state of ['disabled', 'quarantined'] as const) {
      await moveState(instance.runtime, 'shop', state, { by, reason: 'Not now.' });
      await install({ version: state === 'disabled' ? '1.1.0' : '1.2.0', migrations: addsPrice });
      expect((await restart())?.state).to.equal(state);
      expect((await stateOf())?.state).to.equal(state);
    }
    expect(await columns()).not.to.include('price_minor');
    await moveState(instance.runtime, 'shop', 'installed', { by, reason: 'Now.' });
    expect((await restart())?.declaration?.version).to.equal('1.2.0');
    expect(await columns()).to.include('price_minor');
  });
});
