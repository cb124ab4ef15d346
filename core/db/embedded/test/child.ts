import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const script = fileURLToPath(new URL('./start-in-child.ts', import.meta.url));
const run = promisify(execFile);

export interface Child {
  readonly process: ChildProcess;
  readonly pid: number;
  readonly url: string;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** A second process with the database open. */
export async function startInChild(dataDir: string, ...options: string[]): Promise<Child> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir, ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [said] = await Promise.race([once(child.stdout, 'data'), ended]);
  if (!Buffer.isBuffer(said)) throw new Error('The other process ended before its database was open.');
  const kill = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
  };
  return { process: child, pid: child.pid ?? 0, url: said.toString().trim(), kill };
}

/** Tries the same in a second process and gives what it said when it gave up. */
export async function failInChild(dataDir: string): Promise<string> {
  const failure = await run(process.execPath, ['--import', 'tsx', script, dataDir], {
    timeout: 15_000,
  }).catch((error: { stderr: string }) => error.stderr);
  if (typeof failure === 'string') return failure;
  throw new Error('The second process opened the database as well.');
}

/** Ends the shell that would stop the server of a killed process, as a crash of the whole group would. */
export async function killWatch(serverPid: number): Promise<void> {
  const { stdout } = await run('ps', ['-eo', 'pid,args']);
  const line = stdout.split('\n').find((row) => row.includes(`guildhall-database-watch ${serverPid} `));
  if (!line) throw new Error('No watch was found.');
  process.kill(Number(line.trim().split(' ')[0]), 'SIGKILL');
}
