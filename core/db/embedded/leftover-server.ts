import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { ClusterHome } from './cluster-home.ts';
import { commandLine, isAlive } from './process-identity.ts';
import { readServerFile, type ServerFile, serverFilePath } from './server-file.ts';
import { stopProcess } from './stop-process.ts';

/** Stops the server a killed process left behind, or clears what a killed server left behind. */
export async function clearLeftovers(home: ClusterHome, report: (message: string) => void): Promise<void> {
  const left = await readServerFile(home.data);
  if (!left) return;
  if (isAlive(left.pid) && (await isOurServer(left.pid, home))) {
    report(`Stopping the database server a previous run left behind (process ${left.pid})`);
    await stopProcess(left.pid);
    return;
  }
  if (await answers(home, left)) throw new Error(seenFromElsewhere(home));
  await rm(serverFilePath(home.data), { force: true });
}

/** The number may belong to another program by now; ours was started with our folder. */
async function isOurServer(pid: number, home: ClusterHome): Promise<boolean> {
  return (await commandLine(pid)).includes(home.data);
}

/** A server whose process we cannot see but whose socket answers runs in another container. */
function answers(home: ClusterHome, left: ServerFile): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(join(home.run, `.s.PGSQL.${left.port}`));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function seenFromElsewhere(home: ClusterHome): string {
  return (
    `A database server that this system cannot see, perhaps in another container, uses ${home.folder}. ` +
    'Stop that container, or give each its own DATA_DIR.'
  );
}
