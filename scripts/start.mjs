// Production: runs what `scripts/ensure.mjs` compiled and starts it again when it asks for that, as it does to load
// a plugin, or when it answers nobody any more. Arguments go to `core/main.ts` (all, web, worker, migrate).
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { healthAddress, watchAnswers } from './start/watch-answers.mjs';
import { stopWithParent } from './stop-with-parent.mjs';

const restartCode = 75;
const patienceMs = (Number(process.env.LIVENESS_PATIENCE_SECONDS) || 240) * 1_000;
const words = process.argv.slice(2);
const address = healthAddress(words, process.env, process.execArgv);
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
  const started = spawn(process.execPath, [...process.execArgv, serve, ...words], { stdio: 'inherit', env });
  let isSilent = false;
  const onSilent = () => {
    console.error('guildhall: the process answers nobody any more and is started anew.');
    isSilent = true;
    started.kill('SIGKILL');
  };
  const leave = address ? watchAnswers({ address, patienceMs, onSilent }) : () => undefined;
  child = started;
  started.once('exit', (code, signal) => {
    leave();
    if ((code === restartCode || isSilent) && !isStopping) run();
    else process.exit(code ?? (signal ? 1 : 0));
  });
}

for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => passOn(signal));
stopWithParent();
run();
