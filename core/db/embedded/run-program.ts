import { type SpawnOptions, spawn } from 'node:child_process';
import type { ServerUser } from './server-user.ts';

/** How a PostgreSQL program is started: as the server's account, deaf to the caller's PG* variables. */
export function spawnOptions(user: ServerUser | undefined, folder: string): SpawnOptions {
  return {
    cwd: folder,
    ...(user && { uid: user.uid, gid: user.gid }),
    ...(process.platform !== 'win32' && { env: { PATH: '/usr/bin:/bin', LANG: 'C', TZ: 'UTC' } }),
  };
}

/** Runs a program to its end and gives what it said. Should this process end first, the program is told to end as well. */
export function runProgram(
  file: string,
  args: readonly string[],
  options: SpawnOptions,
): Promise<{ isDone: boolean; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const endToo = (): void => void child.kill();
    process.once('exit', endToo);
    const said: string[] = [];
    child.stdout?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    const ended = (): void => void process.off('exit', endToo);
    child.once('error', ended).once('error', reject);
    child.once('close', ended);
    child.once('close', (code) => resolve({ isDone: code === 0, output: said.join('') }));
  });
}
