import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  brokenOff,
  type Failure,
  failedFiles,
  type Outcomes,
  slowestOf,
  summaryOf,
} from './test-outcomes.ts';

const everything = ['core', 'plugins', 'config', 'test', 'scripts', 'bench'].map(
  (room) => `${room}/**/*.test.ts`,
);
/** They drive browsers, kill processes, fill disks or watch the time: neighbours would change what they see. */
const alone = [
  ...['bench', 'core/boot', 'core/db/embedded', 'scripts', 'test/boot', 'test/browser', 'test/faults'],
  ...['test/faults-of-plugins', 'test/kit', 'test/pooler', 'test/processes'],
].map((folder) => `${folder}/**/*.test.ts`);

/** More than these are no chance. */
const mostSecondLooks = 3;

/** All tests: first those that mind no neighbours, as many files at a time as there are cores; then the others. */
export async function runEverything(variables: Record<string, string>): Promise<boolean> {
  const jobs = String(availableParallelism());
  const quiet = alone.flatMap((pattern) => ['--ignore', pattern]);
  const together = await runMocha([...everything, ...quiet, '--parallel', '--jobs', jobs], variables);
  const others = await runMocha(alone, variables);
  const first = { ...together, ...others };
  process.stdout.write(slowestOf(first));
  return report(await lookAgain(first, variables));
}

/** These files, one after the other. */
export async function runFiles(
  files: readonly string[],
  variables: Record<string, string>,
): Promise<boolean> {
  return report(await runMocha(files, variables));
}

/** A file that failed among a thousand others is run once more by itself; what it did first is told all the same. */
async function lookAgain(first: Outcomes, variables: Record<string, string>): Promise<Outcomes> {
  const files = failedFiles(first);
  if (files.length === 0 || files.length > mostSecondLooks || files.includes('')) return first;
  process.stdout.write(`once more, by themselves: ${files.join(', ')}\n`);
  const second = await runMocha(files, variables);
  for (const file of files) {
    if (second[file]?.failures.length === 0) tellUnsteady(file, first[file]?.failures ?? []);
  }
  return { ...first, ...second };
}

function tellUnsteady(file: string, failures: readonly Failure[]): void {
  const titles = failures.map(({ title, reason }) => `  ${title}: ${reason.split('\n')[0]}\n`);
  process.stdout.write(`UNSTEADY: ${file} failed at first and passed by itself:\n${titles.join('')}`);
}

function report(outcomes: Outcomes): boolean {
  process.stdout.write(summaryOf(outcomes));
  return failedFiles(outcomes).length === 0;
}

async function runMocha(words: readonly string[], variables: Record<string, string>): Promise<Outcomes> {
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-test-counts-'));
  const file = join(folder, 'counts.json');
  try {
    const exitCode = await mochaProcess(words, { ...variables, GUILDHALL_TEST_COUNTS: file });
    const outcomes = await readOutcomes(file);
    const hasEndedAsTold = exitCode === 0 || failedFiles(outcomes).length > 0;
    return hasEndedAsTold ? outcomes : { ...outcomes, ...brokenOff };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A run that broke off has not written them. */
async function readOutcomes(file: string): Promise<Outcomes> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? brokenOff : (JSON.parse(text) as Outcomes);
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
