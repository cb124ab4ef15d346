/** `npm run measure:reload`: how long after saving a file of a plugin the development server shows it. */
import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packageRoot } from '../core/package-root.ts';

const id = 'reload-probe';
const folder = join(packageRoot(), 'plugins', id);
const rounds = 5;

const index = (mark: string) => `import { definePlugin, definePublicPage } from 'guildhall/sdk';
import { z } from 'zod';
export default definePlugin({
  id: '${id}', title: 'Probe', description: 'Measures', icon: 'stopwatch', version: '1.0.0', compatible: '*',
  permissions: {},
  publicPages: [definePublicPage({ method: 'get', path: '/mark', summary: 'A mark', input: z.strictObject({}),
    style: 'probe.css', run: async () => ({ view: 'mark', title: 'Mark', model: { code: '${mark}' } }) })],
});
`;

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

interface Server {
  readonly origin: string;
  readonly output: () => string;
  stop(): Promise<void>;
}

async function startServer(): Promise<Server> {
  const dataDir = await mkdtemp(join(tmpdir(), 'guildhall-reload-'));
  await chmod(dataDir, 0o711);
  const port = String(await freePort());
  const words = ['--conditions=source', '--import', 'tsx', 'scripts/dev.ts'];
  const env = { ...process.env, PORT: port, DATA_DIR: join(dataDir, 'data') };
  const child = spawn(process.execPath, words, {
    cwd: packageRoot(),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  await until(() => /ready at /.test(output), 120_000);
  return {
    origin: `http://127.0.0.1:${port}`,
    output: () => output,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function until(isSo: () => boolean | Promise<boolean>, limitMs: number): Promise<void> {
  const giveUpAt = performance.now() + limitMs;
  while (performance.now() < giveUpAt) {
    if (await isSo()) return;
    await new Promise((resume) => setTimeout(resume, 10));
  }
  throw new Error('It did not happen in time.');
}

/** Hears what a browser would hear, and asks for the page whenever that says so. */
async function hear(origin: string, onWord: (word: string) => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const { body } = await fetch(`${origin}/dev/changes`, { signal });
      for await (const chunk of body ?? []) onWord(Buffer.from(chunk as Uint8Array).toString());
    } catch {
      // The server restarts; a browser asks again after as long.
    }
    await new Promise((resume) => setTimeout(resume, 250));
  }
}

/** From saving until the word to load the page anew came. */
async function measure(
  change: (round: number) => Promise<void>,
  words: string[],
  isTold: (word: string) => boolean,
): Promise<number[]> {
  const times: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    await new Promise((resume) => setTimeout(resume, 600));
    words.length = 0;
    const began = performance.now();
    await change(round);
    await until(() => words.some(isTold), 120_000);
    times.push(performance.now() - began);
  }
  return times;
}

const told = (change: string) => (word: string) => word.includes(`changed\ndata: ${change}`);

/** The name of the process comes first in what it says. */
function anotherProcess(): (word: string) => boolean {
  let last: string | undefined;
  return (word) => {
    const name = /event: start\ndata: (\S+)/.exec(word)?.[1];
    const isAnother = name !== undefined && name !== (last ?? seen.at(-1));
    if (isAnother) last = name;
    return isAnother;
  };
}

const seen: string[] = [];

function note(word: string): void {
  const name = /event: start\ndata: (\S+)/.exec(word)?.[1];
  if (name !== undefined && seen.length === 0) seen.push(name);
}

function say(what: string, times: readonly number[]): void {
  const sorted = [...times].sort((one, other) => one - other);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  console.log(`${what}: median ${Math.round(middle)} ms, worst ${Math.round(sorted.at(-1) ?? 0)} ms`);
}

async function run(): Promise<void> {
  await write({
    'index.ts': index('0'),
    'views/mark.hbs': '{{code}} view 0',
    'public/probe.css': 'p{}',
    'locales/en.json': '{}',
  });
  const server = await startServer();
  const stopping = new AbortController();
  const words: string[] = [];
  const hearing = hear(
    server.origin,
    (word) => {
      note(word);
      words.push(word);
    },
    stopping.signal,
  );
  try {
    await until(() => words.some((word) => word.includes('start')), 30_000);
    say(
      'view',
      await measure((round) => write({ 'views/mark.hbs': `{{code}} view ${round}` }), words, told('page')),
    );
    say(
      'words',
      await measure((round) => write({ 'locales/en.json': `{"a":"${round}"}` }), words, told('page')),
    );
    say(
      'style sheet',
      await measure((round) => write({ 'public/probe.css': `p{order:${round}}` }), words, told('style')),
    );
    say(
      'code',
      await measure((round) => write({ 'index.ts': index(String(round)) }), words, anotherProcess()),
    );
  } finally {
    stopping.abort();
    await server.stop();
    await hearing;
  }
}

try {
  await run();
} finally {
  await rm(folder, { recursive: true, force: true });
}
