import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

const everything = ['core', 'plugins', 'config', 'test', 'scripts', 'bench'].map(
  (room) => `${room}/**/*.test.ts`,
);
/** They drive browsers, kill processes, fill disks or watch the time: neighbours would change what they see. */
const alone = [
  ...['bench', 'core/boot', 'core/db/embedded', 'scripts', 'test/boot', 'test/browser', 'test/faults'],
  ...['test/faults-of-plugins', 'test/kit', 'test/pooler', 'test/processes'],
].map((folder) => `${folder}/**/*.test.ts`);

export interface Counts {
  readonly passes: number;
  readonly failures: number;
  readonly pending: number;
}

/** All tests: first those that mind no neighbours, as many files at a time as there are cores; then the others. */
export async function runEverything(variables: Record<string, string>): Promise<boolean> {
  const jobs = String(availableParallelism());
  const quiet = alone.flatMap((pattern) => ['--ignore', pattern]);
  const together = await runMocha([...everything, ...quiet, '--parallel', '--jobs', jobs], variables);
  const others = await runMocha(alone, variables);
  return report([together, others]);
}

/** These files, one after the other. */
export async function runFiles(
  files: readonly string[],
  variables: Record<string, string>,
): Promise<boolean> {
  return report([await runMocha(files, variables)]);
}

interface Round {
  readonly exitCode: number;
  readonly counts: Counts;
}

/** The last line is for machines. */
function report(rounds: readonly Round[]): boolean {
  const sum = (key: keyof Counts) => rounds.reduce((total, { counts }) => total + counts[key], 0);
  process.stdout.write(`${sum('passes')} passed, ${sum('failures')} failed, ${sum('pending')} skipped\n`);
  return rounds.every(({ exitCode }) => exitCode === 0);
}

async function runMocha(words: readonly string[], variables: Record<string, string>): Promise<Round> {
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-test-counts-'));
  const file = join(folder, 'counts.json');
  try {
    const exitCode = await mochaProcess(words, { ...variables, GUILDHALL_TEST_COUNTS: file });
    return { exitCode, counts: await readCounts(file) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A run that broke off has not written them. */
async function readCounts(file: string): Promise<Counts> {
  const text = await readFile(file, 'utf8').catch(() => '{"passes":0,"failures":1,"pending":0}');
  return JSON.parse(text) as Counts;
}

function mochaProcess(words: readonly string[], variables: Record<string, string>): Promise<number> {
  const mocha = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
  const child = spawn(process.execPath, [mocha, ...mochaOptions(), ...words], {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'test', ...variables },
  });
  const forget = passSignals(child);
  return new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  }).finally(forget);
}

function mochaOptions(): string[] {
  const options = ['--reporter', 'scripts/count-reporter.mjs', '--ignore', '**/node_modules/**'];
  return process.env.CI ? [...options, '--forbid-only'] : options;
}

/** Ctrl-C reaches mocha by itself; staying alive until it ends lets the cluster be stopped. */
function passSignals(child: ChildProcess): () => void {
  const ignore = () => undefined;
  const terminate = () => void child.kill('SIGTERM');
  process.on('SIGINT', ignore).on('SIGTERM', terminate);
  return () => void process.off('SIGINT', ignore).off('SIGTERM', terminate);
}
