import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { inRoot, readJson, root, say } from './root.mjs';

/** Installs exactly what package-lock.json asks for, when something differs. */
export function ensurePackages({ wantsTools }) {
  const difference = findDifference({ wantsTools });
  if (!difference) return;
  say(`installing packages (${difference}); the first time this takes a minute`);
  const startedAt = Date.now();
  const { status } = runNpm([
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...(wantsTools ? ['--include=dev'] : []),
  ]);
  if (status !== 0) fail();
  say(`packages installed in ${Math.round((Date.now() - startedAt) / 1000)} s`);
}

/** Compares the lock file with npm's own record of what it installed. */
function findDifference({ wantsTools }) {
  const wanted = readJson(inRoot('package-lock.json'))?.packages ?? {};
  const installed = readJson(inRoot('node_modules/.package-lock.json'))?.packages;
  if (!installed) return 'none are installed yet';
  for (const [path, entry] of Object.entries(wanted)) {
    const found = installed[path];
    if (path === '' || (!found && mayBeAbsent(entry, wantsTools))) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (!found || !existsSync(inRoot(path))) return `${name} is missing`;
    if (found.version !== entry.version) return `${name} is ${found.version} instead of ${entry.version}`;
  }
  return undefined;
}

function mayBeAbsent(entry, wantsTools) {
  return entry.optional || entry.peer || entry.devOptional || (entry.dev && !wantsTools);
}

/** The npm that runs us, else the one on the path. */
function runNpm(args) {
  const own = process.env.npm_execpath;
  if (own && basename(own) === 'npm-cli.js') {
    return spawnSync(process.execPath, [own, ...args], { cwd: root, stdio: 'inherit' });
  }
  return spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
}

function fail() {
  say('npm could not install the packages; its own message is above.');
  say('Check the connection to the package registry, then start again.');
  process.exit(1);
}
