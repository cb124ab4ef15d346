import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { spawnOptions } from './run-program.ts';
import { serverFilePath } from './server-file.ts';
import type { ServerUser } from './server-user.ts';

/** Waits for its input to close, which happens however the parent ends, then stops the server it was told of. */
const script = 'read -r _; [ "$(head -n 1 "$2" 2>/dev/null)" = "$1" ] && kill -INT "$1"';

/** Lets the server stop with this process even when this process is killed outright. Gives the way to call it off. */
export function watchForDeath(pid: number, data: string, user: ServerUser | undefined): () => void {
  if (process.platform === 'win32') return () => undefined;
  const watcher = spawn(
    '/bin/sh',
    ['-c', script, 'guildhall-database-watch', String(pid), serverFilePath(data)],
    {
      ...spawnOptions(user, '/'),
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    },
  );
  // Without a shell there is no watch; the next start then clears the leftover server.
  watcher.once('error', () => undefined);
  watcher.unref();
  (watcher.stdin as Socket).unref();
  return () => watcher.kill('SIGKILL');
}
