import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { guardedPluginCalls } from './lint/guarded-plugin-calls.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A house like ours, with all that the rule looks at. */
const house = {
  'core/sdk/plugin.ts': `
    import type { z } from 'zod';
    export interface Ctx { now(): Date }
    export interface Job { readonly id: string; run(ctx: Ctx): Promise<void>; readonly told?: { say?: () => string } }
    export interface Page { readonly input: z.ZodType<string>; readonly model: (ctx: Ctx, input: string) => Promise<object> }
    export interface Resource { readonly visible: () => boolean }
    export interface Contributions { readonly jobs: Job; readonly pages: Page; readonly resources: Resource }
    export interface PluginDeclaration { readonly seed?: (ctx: Ctx) => Promise<void> }`,
  'core/kernel/call-plugin.ts':
    'export function callPlugin<R>(_call: string, work: () => R): R { return work(); }',
  'core/parse-input.ts': `
    import type { z } from 'zod';
    export function parseInput<O>(schema: z.ZodType<O>, input: unknown): O { return schema.parse(input); }`,
  'core/work.ts': `
    import type { Ctx } from './sdk/plugin.ts';
    export interface Work {
      /** @guarded */
      run(ctx: Ctx): Promise<void>;
    }`,
};

const imports = `
  import type { Ctx, Job, Page, PluginDeclaration, Resource } from './sdk/plugin.ts';
  import { callPlugin } from './kernel/call-plugin.ts';
  import { parseInput } from './parse-input.ts';
  import type { Work } from './work.ts';
  function handsOn<R>(work: () => R): R { return callPlugin('x', () => work()); }
  function throughTwo<R>(work: () => R): R { return handsOn(work); }
  function keeps<R>(work: () => R): () => R { return work; }
  function calls<R>(work: () => R): R { return work(); }
  export const used = [callPlugin, parseInput, handsOn, throughTwo, keeps, calls];
  export type Used = [Ctx, Job, Page, PluginDeclaration, Resource, Work];
`;

const sound = {
  'through the door': "export const a = (job: Job, ctx: Ctx) => callPlugin('x', () => job.run(ctx));",
  'through what leads to it': 'export const a = (job: Job, ctx: Ctx) => throughTwo(() => job.run(ctx));',
  'handed to the door': "export const a = (say: () => string) => callPlugin('x', say);",
  'a core function': 'export const a = (ctx: Ctx) => ctx.now();',
  'a resource, guarded throughout': 'export const a = (resource: Resource) => resource.visible();',
  'a schema inside': "export const a = (page: Page) => callPlugin('x', () => page.input.parse(1));",
  'a marked member': 'export const a = (job: Job): Work => ({ run: (ctx) => job.run(ctx) });',
};

const breaks = {
  straight: 'export const a = (job: Job, ctx: Ctx) => job.run(ctx);',
  'taken out first': 'export const a = ({ run }: Job, ctx: Ctx) => run(ctx);',
  'by another name': 'export const a = (job: Job, ctx: Ctx) => { const go = job.run; return go(ctx); };',
  'by call': 'export const a = (page: Page, ctx: Ctx) => page.model.call(page, ctx, "");',
  'optional, deep inside': 'export const a = (job: Job) => job.told?.say?.();',
  'of the plugin itself': 'export const a = (plugin: PluginDeclaration, ctx: Ctx) => plugin.seed?.(ctx);',
  'in a function that is merely called':
    'export const a = (job: Job, ctx: Ctx) => calls(() => job.run(ctx));',
  'in a function that is kept': 'export const a = (job: Job, ctx: Ctx) => keeps(() => job.run(ctx));',
  'handed on': 'export const a = (job: Job, all: Ctx[]) => all.map(job.run);',
  'before the door': 'export const a = (job: Job, ctx: Ctx) => callPlugin(String(job.run(ctx)), () => 1);',
  'its schema': 'export const a = (page: Page) => page.input.safeParse(1);',
  'its schema, taken out': 'export const a = ({ input }: Page) => input.parse(1);',
  'its schema, handed over': 'export const a = (page: Page) => parseInput(page.input, 1);',
  'a marked member': 'export const a = (work: Work, ctx: Ctx) => work.run(ctx);',
};

describe('plugin calls: whatever is a plugin’s goes through the one door', () => {
  let folder: string;
  let eslint: ESLint;

  before(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'guildhall-doors-')));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    const compilerOptions = {
      ...{ module: 'nodenext', target: 'es2023', strict: true, noEmit: true, skipLibCheck: true, types: [] },
      allowImportingTsExtensions: true,
    };
    await write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['core'] }));
    await write('package.json', '{"type":"module"}');
    for (const [file, text] of Object.entries(house)) await write(file, text);
    for (const [name, text] of all()) await write(fileOf(name), imports + text);
    eslint = new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig: [config(folder)] });
  });

  after(() => rm(folder, { recursive: true, force: true }));

  async function write(file: string, text: string): Promise<void> {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `${text}\n`);
  }

  it('lets what is sound be, and catches every way around it', async () => {
    const results = await eslint.lintFiles(all().map(([name]) => fileOf(name)));
    const caught = results.filter(({ errorCount }) => errorCount > 0).map(({ filePath }) => filePath);
    const expected = Object.keys(breaks).map((name) => join(folder, fileOf(`break: ${name}`)));
    expect(results.flatMap(({ messages }) => messages.filter(({ fatal }) => fatal))).to.deep.equal([]);
    expect(caught).to.have.members(expected);
  });
});

function all(): (readonly [string, string])[] {
  const named = (kind: string, ones: object) =>
    Object.entries(ones).map(([name, text]) => [`${kind}: ${name}`, text as string] as const);
  return [...named('sound', sound), ...named('break', breaks)];
}

function fileOf(name: string): string {
  return `core/${name.replaceAll(/\W+/g, '-')}.ts`;
}

function config(tsconfigRootDir: string): Linter.Config {
  return {
    files: ['**/*.ts'],
    plugins: { guildhall: { rules: { 'guarded-plugin-calls': guardedPluginCalls } } },
    languageOptions: {
      parser: tseslint.parser as Linter.Parser,
      parserOptions: { project: './tsconfig.json', tsconfigRootDir },
    },
    rules: { 'guildhall/guarded-plugin-calls': 'error' },
  };
}
