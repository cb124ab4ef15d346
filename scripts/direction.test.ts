import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
const run = promisify(execFile);

interface Verdict {
  readonly summary: { readonly violations: readonly { rule: { name: string }; from: string; to: string }[] };
}

/** What is allowed, and must stay so. */
const sound = {
  'core/sdk/index.ts':
    "import { z } from 'zod'; import type { Knex } from 'knex'; export const text = z.string(); export type K = Knex;",
  'core/testing/index.ts': "import { text } from '../sdk/index.ts'; export const make = text;",
  'core/room.ts': "import { text } from './sdk/index.ts'; export const room = text;",
  'plugins/a/index.ts':
    "import { text } from '../../core/sdk/index.ts'; import { b } from '../b/api.ts'; export default [text, b];",
  'plugins/a/test/a.test.ts':
    "import { make } from '../../../core/testing/index.ts'; export const made = make;",
  'plugins/b/api.ts': "import type { Inside } from './inside.ts'; export const b: Inside = 1;",
  'plugins/b/inside.ts':
    "import { b } from './api.ts'; export type Inside = number; export const inside = b;",
};

/** One file per rule that breaks it, and only it. */
const breaks = {
  'core-knows-no-plugin': ['core/to-plugin.ts', "import '../plugins/b/api.ts';"],
  'plugins-see-only-the-sdk': ['plugins/a/to-core.ts', "import '../../core/room.ts';"],
  'plugin-tests-see-the-sdk-and-its-testing': ['plugins/a/test/x.test.ts', "import '../../../core/room.ts';"],
  'plugins-meet-at-api': ['plugins/a/to-inside.ts', "import '../b/inside.ts';"],
  'sdk-is-a-leaf': ['core/sdk/to-core.ts', "import '../room.ts';"],
  'sdk-brings-only-zod': ['core/sdk/to-package.ts', "import 'pg';"],
  'domain-is-plain': ['plugins/a/domain/x.ts', "import 'node:fs';"],
  'api-is-light': ['plugins/a/api.ts', "import './index.ts';"],
  'testing-stays-in-tests': ['core/to-testing.ts', "import './testing/index.ts';"],
  'no-cycles': ['core/ring-back.ts', "import './ring.ts';"],
  'everything-resolves': ['core/to-nowhere.ts', "import './nowhere.ts';"],
} as const;

describe('direction: who may import whom', () => {
  let folder: string;

  before(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'guildhall-direction-')));
    for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
      await copyFile(join(root, file), join(folder, file));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const [file, text] of Object.entries(sound)) await write(file, text);
  });

  after(() => rm(folder, { recursive: true, force: true }));

  async function write(file: string, text: string): Promise<void> {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `${text}\n`);
  }

  /** Each breach as `<rule>: <file>`. */
  async function findBreaches(): Promise<string[]> {
    const args = [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'core', 'plugins'];
    const { stdout } = await run(process.execPath, args, { cwd: folder }).catch(
      (error: { stdout: string }) => error,
    );
    const { summary } = JSON.parse(stdout) as Verdict;
    return summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`);
  }

  it('lets a sound house be', async () => {
    expect(await findBreaches()).to.deep.equal([]);
  });

  it('catches a break of every rule, each by its own', async () => {
    for (const [file, text] of Object.values(breaks)) await write(file, text);
    await write('core/ring.ts', "import './ring-back.ts';");
    const expected = Object.entries(breaks).map(([rule, [file]]) => `${rule}: ${file}`);
    expect(await findBreaches()).to.have.members(expected);
  });
});
