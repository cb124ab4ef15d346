import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { ClusterHome } from './cluster-home.ts';
import { commandLine, isAlive } from './process-identity.ts';
import { readServerFile, type ServerFile, serverFilePath } from './server-file.ts';
import { stopProcess } from './stop-process.ts';

const numberOfNobody = 2 ** 22 + 1;

/** Stops the server a killed process left behind, or clears what a killed server left behind. */
export async function clearLeftovers(home: ClusterHome, report: (message: string) => void): Promise<void> {
  const left = await readServerFile(home.data);
  if (!left) return;
  if (isAlive(left.pid) && (await isOurServer(left.pid, home))) {
    report(`Stopping the database server a previous run left behind (process ${left.pid})`);
    await stopProcess(left.pid);
    // One that was being killed as we looked leaves its file, and perhaps a defunct process, behind.
    if (!(await readServerFile(home.data))) return;
  }
  if (await answers(home, left)) throw new Error(seenFromElsewhere(home));
  await disownNumber(home);
  for (const name of await readdir(home.run)) await rm(join(home.run, name), { force: true });
}

/**
 * PostgreSQL takes any process with the number in its file, even a defunct one, for a running server. The file
 * stays, with a number no process can have, because PostgreSQL finds orphaned sessions through the rest of it.
 */
async function disownNumber(home: ClusterHome): Promise<void> {
  const file = serverFilePath(home.data);
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/^\d+/, String(numberOfNobody)));
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
