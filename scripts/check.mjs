// `npm run check`: every look at the code that runs no test. Runs all, reports each by name.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

const checks = [
  { name: 'format', command: ['@biomejs/biome', 'biome', 'check', '--error-on-warnings'] },
  { name: 'types', command: ['typescript', 'tsc', '--noEmit', '-p', '.'] },
  { name: 'typed lint', command: ['eslint', 'eslint', '--max-warnings', '0', ...rooms()] },
  {
    name: 'direction',
    command: ['dependency-cruiser', 'depcruise', '--config', '.dependency-cruiser.cjs', ...rooms()],
  },
  { name: 'dead code', command: ['knip', 'knip'] },
];

function rooms() {
  return ['core', 'plugins', 'config', 'migrations', 'bench', 'test', 'scripts'].filter((room) =>
    existsSync(room),
  );
}

/** The program a package offers, started with Node so that no shell and no npm stands between. */
function programOf(packageName, program) {
  const manifest = findManifest(packageName);
  const { bin } = require(manifest);
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[program]);
}

function findManifest(packageName) {
  return join(process.cwd(), 'node_modules', packageName, 'package.json');
}

function run({ name, command: [packageName, program, ...args] }) {
  const startedAt = Date.now();
  const child = spawn(process.execPath, [programOf(packageName, program), ...args], {
    env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
  });
  const said = [];
  child.stdout.on('data', (chunk) => said.push(chunk));
  child.stderr.on('data', (chunk) => said.push(chunk));
  return new Promise((resolve) => {
    child.once('close', (code) => {
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
      resolve({ name, isGood: code === 0, seconds, output: Buffer.concat(said).toString().trim() });
    });
  });
}

function report({ name, isGood, seconds, output }) {
  console.log(`${isGood ? '✔' : '✘'} ${name} (${seconds} s)`);
  if (!isGood) console.log(`${output}\n`);
}

/** Two at a time: most take one core each. */
async function runAll() {
  const waiting = [...checks];
  const results = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const result = await run(next);
      report(result);
      results.push(result);
    }
  };
  await Promise.all([work(), work()]);
  return results.filter((result) => !result.isGood).map((result) => result.name);
}

const failed = await runAll();
console.log(failed.length === 0 ? 'All checks passed.' : `Failed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
