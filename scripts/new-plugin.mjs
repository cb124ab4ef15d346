// `npm run new-plugin <id>`: writes a plugin that works at once, and says what to do with it. Needs nothing installed.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { inRoot, readJson, say } from './ensure/root.mjs';
import { filesOf } from './new-plugin/files.mjs';
import { namesOf, problemWith } from './new-plugin/names.mjs';

const usage = 'npm run new-plugin <id> [-- --noun <noun>] [--into <folder>]';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { noun: { type: 'string' }, into: { type: 'string' } },
});
const [id] = positionals;
const problem = positionals.length === 1 ? problemWith(id, values.noun) : `Name one plugin: ${usage}`;
const folder = join(resolve(values.into ?? inRoot('plugins')), id ?? '');

if (problem) refuse(problem);
else if (existsSync(folder)) refuse(`There is ${folder} already. Choose another id, or remove it first.`);
else await write();

function refuse(sentence) {
  say(sentence);
  process.exitCode = 1;
}

async function write() {
  const names = namesOf(id, values.noun);
  for (const [path, text] of filesOf(names, readJson(inRoot('package.json')).version)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const here = relative(process.cwd(), folder) || folder;
  say(`wrote ${here}`);
  say('npm start                            serves it; switch it on under Settings → Modules');
  say(`npm test -- ${here}/test/*.test.ts   tests it, with what every plugin must hold`);
}
