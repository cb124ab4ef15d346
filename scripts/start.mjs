// Production: runs what `scripts/ensure.mjs` compiled and starts it again when it asks for that, as it does to load
// a plugin. Arguments go to `core/main.ts` (all, web, worker, migrate).
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { stopWithParent } from './stop-with-parent.mjs';

const restartCode = 75;
const serve = fileURLToPath(new URL('serve.mjs', import.meta.url));
let child;
let isStopping = false;

/** Ctrl-C reaches the child by itself, since both belong to the terminal. */
function passOn(signal) {
  isStopping = true;
  if (signal !== 'SIGINT' || !process.stdin.isTTY) child?.kill(signal);
}

function run() {
  const env = { ...process.env, RESTARTABLE: process.env.RESTARTABLE || 'true' };
  child = spawn(process.execPath, [...process.execArgv, serve, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env,
  });
  child.once('exit', (code, signal) => {
    if (code === restartCode && !isStopping) run();
    else process.exit(code ?? (signal ? 1 : 0));
  });
}

for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => passOn(signal));
stopWithParent();
run();
