import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { pack } from 'tar-stream';
import { installPackage } from '../../core/packages/install-package.ts';
import { offerFromRegistry } from '../../core/packages/offers/offer-package.ts';
import { bootTestApp, type TestApp } from '../../core/testing/boot-test-app.ts';
import { bootAgain } from '../../core/testing/test-runtime.ts';
import { openDoors } from '../contributions/people.ts';
import { type RegistryServer, startRegistry } from './registry-server.ts';
import { type Session, sessionOf } from './session.ts';
import { type PluginText, writeShop } from './write-plugin.ts';

const run = promisify(execFile);

describe('packages: a plugin from the npm registry', function () {
  // Each look at a package is a process of its own.
  this.timeout(180_000);
  let app: TestApp;
  let admin: Session;
  let registry: RegistryServer;
  let folder: string;

  before(async () => {
    registry = await startRegistry();
    const env = { PLUGIN_INSTALL: 'registry', PLUGIN_REGISTRY: registry.url, OUTBOUND_ALLOW: '127.0.0.1' };
    app = await bootTestApp({ env });
    await openDoors(app, 'owner@a.example');
    admin = await sessionOf(app, 'owner@a.example');
    folder = await mkdtemp(join(tmpdir(), 'guildhall-npm-'));
  });
  after(async () => {
    await app.stop();
    await registry.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** As `npm pack` makes it, with the packages it brings along. */
  async function packed(text: PluginText, bundled: readonly string[] = []): Promise<Buffer> {
    const shop = await writeShop(join(folder, 'shop'), text);
    for (const name of bundled) {
      await mkdir(join(shop, 'node_modules', name), { recursive: true });
      const manifest = { name, version: '1.0.0', type: 'module', main: 'index.js' };
      await writeFile(join(shop, 'node_modules', name, 'package.json'), JSON.stringify(manifest));
      await writeFile(join(shop, 'node_modules', name, 'index.js'), 'export const greeting = "Hello";');
    }
    const { stdout } = await run(
      'npm',
      ['pack', '--ignore-scripts', '--json', '--pack-destination', folder],
      {
        cwd: shop,
      },
    );
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
    return readFile(join(folder, filename));
  }
  const ask = (name: string) => admin.browser.post('/admin/plugin-packages/registry', { name });
  const told = async (name: string) => {
    const { status, text } = await ask(name);
    return `${status} ${text}`;
  };

  it('is looked at by its name and a range, comes with what it bundles, and runs none of its scripts', async () => {
    const script = `node -e "require('fs').writeFileSync('${join(folder, 'ran')}', '')"`;
    const scripts = { preinstall: script, install: script, postinstall: script, prepare: script };
    const dependencies = { 'greets-people': '^1.0.0' };
    const manifest = { name: '@acme/shop', scripts, dependencies, bundleDependencies: ['greets-people'] };
    const start = `const { greeting } = await import('greets-people'); if (greeting !== 'Hello') throw new Error('Not here.');`;
    const archive = await packed({ version: '1.2.0', manifest, start }, ['greets-people']);
    registry.publish('@acme/shop', '1.2.0', { archive });
    const { location } = await ask('@acme/shop@^1.0.0');
    const offer = await (await admin.ask('GET', location ?? '')).text();
    expect(offer).to.include('npm:@acme/shop@1.2.0').and.not.to.include('It cannot be installed');
    const { sha256 } = await offerFromRegistry(app.runtime, '@acme/shop', {
      by: app.workspaces.a.people.owner.id,
    });
    await installPackage(app.runtime, sha256, { by: { userId: null, name: 'Ada' }, consents: true });
    const again = await bootAgain(app);
    const [shop] = again.runtime.registry.plugins;
    await again.stop();
    expect(shop).to.include({ id: 'shop', state: 'enabled' });
    expect(existsSync(join(folder, 'ran'))).to.equal(false);
  });

  it('is refused with the name of what it does not bring along', async () => {
    const manifest = { name: 'lacking', dependencies: { 'no-such-package-here': '^1.0.0' } };
    registry.publish('lacking', '1.0.0', { archive: await packed({ version: '9.0.0', manifest }) });
    const { location } = await ask('lacking');
    const offer = await (await admin.ask('GET', location ?? '')).text();
    expect(offer).to.include('It needs the package no-such-package-here');
    expect((await admin.browser.post(`${location}/installation`, { consent: 'yes' })).status).to.equal(409);
  });

  it('is not taken when its archive is another than the registry says, or it says nothing', async () => {
    const archive = Buffer.from('any');
    const other = `sha512-${Buffer.alloc(64, 1).toString('base64')}`;
    registry.publish('swapped', '1.0.0', { archive, dist: { integrity: other } });
    registry.publish('old', '1.0.0', { archive, dist: { integrity: undefined, shasum: 'ab'.repeat(20) } });
    registry.publish('unsaid', '1.0.0', { archive, dist: { integrity: undefined, shasum: undefined } });
    for (const name of ['swapped', 'old'])
      expect(await told(name)).to.match(/^409 .*is not the one the registry/s);
    expect(await told('unsaid')).to.match(/^409 .*gives no checksum/s);
  });

  it('leaves nothing outside its folder, whatever its archive holds', async () => {
    const places = await readdir(join(app.place.dataDir, 'plugins'));
    for (const entry of ['package/../../../../outside.js', '/outside.js']) {
      const tar = pack();
      tar.entry({ name: entry }, 'export default 1;');
      tar.finalize();
      const chunks: Buffer[] = [];
      for await (const chunk of tar) chunks.push(chunk as Buffer);
      registry.publish('leaving', '1.0.0', { archive: gzipSync(Buffer.concat(chunks)) });
      expect(await told('leaving')).to.match(/^422 .*(leads out of it|an absolute path)/s);
    }
    expect(await readdir(join(app.place.dataDir, 'plugins'))).to.deep.equal(places);
    expect(existsSync(join(app.place.dataDir, 'outside.js'))).to.equal(false);
  });

  it('is told beside the form where there is none, the name is odd, or nobody may be asked', async () => {
    expect(await told('nothing-here')).to.match(/^404 .*has no package nothing-here/s);
    expect(await told('lacking@^7.0.0')).to.match(/^404 .*has no version/s);
    expect(await told('../etc')).to.match(/^422 .*Write the name of an npm package/s);
    registry.publish('inside', '1.0.0', {
      archive: Buffer.from('x'),
      dist: { tarball: 'http://10.0.0.1/x.tgz' },
    });
    expect(await told('inside')).to.match(/^409 .*10\.0\.0\.1/s);
    expect(registry.asked.some((path) => path.includes('..'))).to.equal(false);
  });
});
