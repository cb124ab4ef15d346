import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { checkCandidates } from '../check-candidates.ts';
import { folderCandidate } from './folder-candidates.ts';
import { packageCandidates } from './package-candidates.ts';

const declaration = (id: string) => `
  import { definePlugin } from 'guildhall/sdk';
  import { z } from 'zod';
  import { title } from './title.js';
  const input = z.strictObject({});
  export default definePlugin({ id: '${id}', title, description: 'From elsewhere', icon: 'box', version: '1.0.0',
    compatible: '*', permissions: { '${id}:use': { label: 'Use it', roles: ['admin'] } },
    routes: [{ method: 'get', path: '/all', summary: 'All', access: '${id}:use', input, run: async () => [] }] });`;

describe('kernel: plugins from packages and other folders', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'guildhall-packages-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  async function write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }

  async function writePackage(name: string, manifest: object, entry: string, id: string): Promise<void> {
    const folder = `node_modules/${name}`;
    await write(
      `${folder}/package.json`,
      JSON.stringify({ name, version: '1.0.0', type: 'module', ...manifest }),
    );
    await write(`${folder}/${entry}`, declaration(id));
    await write(`${folder}/${join(dirname(entry), 'title.js')}`, "export const title = 'Fleet';");
  }

  const load = (...names: string[]) =>
    checkCandidates(packageCandidates(names, join(root, 'deep', 'inside')), 5_000);

  for (const [what, manifest, entry] of [
    ['exports as a text', { exports: './dist/plugin.js' }, 'dist/plugin.js'],
    ['exports by condition', { exports: { '.': { import: './lib/index.js' } } }, 'lib/index.js'],
    ['main', { main: 'plugin.js' }, 'plugin.js'],
    ['nothing but index.js', {}, 'index.js'],
  ] as const) {
    it(`loads a package that names its module by ${what}`, async () => {
      await writePackage('@acme/fleet', manifest, entry, 'fleet');
      const [plugin] = await load('@acme/fleet');
      expect([
        plugin?.id,
        plugin?.state,
        plugin?.declaration?.title,
        ...(plugin?.problems ?? []),
      ]).to.deep.equal(['fleet', 'enabled', 'Fleet']);
    });
  }

  it('says what to run when a package is not installed', async () => {
    const [plugin] = await load('guildhall-nowhere');
    expect(plugin?.problems.join()).to.match(
      /guildhall-nowhere.*is not installed\. Run: npm install guildhall-nowhere/,
    );
  });

  it('sets aside both of two plugins with the same id, and names their places', async () => {
    await writePackage('fleet-one', {}, 'index.js', 'fleet');
    await writePackage('fleet-two', {}, 'index.js', 'fleet');
    await writePackage('garage', {}, 'index.js', 'garage');
    const plugins = await load('fleet-one', 'fleet-two', 'garage');
    expect(plugins.map(({ id, state }) => `${id} ${state}`)).to.deep.equal([
      'fleet quarantined',
      'fleet quarantined',
      'garage enabled',
    ]);
    expect(plugins[0]?.problems.join()).to.match(/"fleet" is claimed in .*fleet-one and .*fleet-two/);
  });

  it('loads TypeScript from a folder elsewhere that has no package.json', async () => {
    await write('plugins/fleet/index.ts', declaration('fleet').replace('./title.js', './title.ts'));
    await write('plugins/fleet/title.ts', "export const title: string = 'Fleet';");
    const [plugin] = await checkCandidates([folderCandidate(join(root, 'plugins', 'fleet'))], 5_000);
    expect([plugin?.state, plugin?.declaration?.title, ...(plugin?.problems ?? [])]).to.deep.equal([
      'enabled',
      'Fleet',
    ]);
  });

  it('gives it the same SDK as ours, so that errors are told by their class', async () => {
    await write(
      'plugins/fleet/index.js',
      "import { NotFound } from 'guildhall/sdk'; export default NotFound;",
    );
    const { importPlugin } = await import('../import/import-plugin.ts');
    const { NotFound } = await import('../../sdk/index.ts');
    const candidate = folderCandidate(join(root, 'plugins', 'fleet'));
    await checkCandidates([candidate], 5_000);
    expect((await importPlugin(candidate, 5_000)).exported).to.equal(NotFound);
  });
});
