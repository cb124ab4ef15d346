import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { packageRoot } from '../../core/package-root.ts';

export interface StartedProcess {
  /** All it wrote so far, on both streams. */
  output(): string;
  /** Waits until the output matches. @throws Error when it ends or a minute and a half passes first */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  signal(name: NodeJS.Signals): void;
  /** @returns its exit code */
  ended(): Promise<number | null>;
  readonly pid: number;
}

const started = new Set<ChildProcess>();

/** The product as a process of its own, from source. */
export function startProcess(env: Readonly<Record<string, string>>, ...args: string[]): StartedProcess {
  return startProgram(['--conditions=source', '--import', 'tsx', 'core/main.ts', ...args], env);
}

/** The same as `npm start` runs it: compiled, and there in half the time. */
export function startBuilt(env: Readonly<Record<string, string>>, ...args: string[]): StartedProcess {
  return startProgram(['scripts/start.mjs', ...args], env);
}

/** One run of that, which nothing starts anew once it has ended. */
export function startOnce(env: Readonly<Record<string, string>>, ...args: string[]): StartedProcess {
  return startProgram(['scripts/serve.mjs', ...args], env);
}

function startProgram(words: readonly string[], env: Readonly<Record<string, string>>): StartedProcess {
  const child = spawn(process.execPath, words, {
    cwd: packageRoot(),
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'test', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.add(child);
  const ending = once(child, 'close').then(([code]) => {
    started.delete(child);
    return code as number | null;
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  return {
    output: () => output,
    says: (pattern) => waitFor(pattern, () => output, child),
    signal: (name) => void child.kill(name),
    ended: () => ending,
    pid: child.pid ?? 0,
  };
}

/** For `afterEach`: what a failed test left running. */
export async function endProcesses(): Promise<void> {
  await Promise.all(
    [...started].map(async (child) => {
      child.kill('SIGTERM');
      await once(child, 'close');
    }),
  );
}

async function waitFor(pattern: RegExp, output: () => string, child: ChildProcess): Promise<RegExpExecArray> {
  const giveUpAt = performance.now() + 90_000;
  while (performance.now() < giveUpAt) {
    const found = pattern.exec(output());
    if (found) return found;
    if (child.exitCode !== null) break;
    await new Promise((resume) => setTimeout(resume, 20));
  }
  throw new Error(`It never said ${pattern}. It said:\n${output()}`);
}

export function fixtureFolder(name = ''): string {
  return join(packageRoot(), 'test', 'fixtures', 'plugins', name);
}
