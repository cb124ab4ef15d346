import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from '../boot/started-process.ts';

export interface Product {
  readonly origin: string;
  /** The one address it prints for the newcomer. */
  readonly firstPage: string;
  /** All it said so far. */
  output(): string;
  stop(): Promise<void>;
}

/** The product as a newcomer starts it: a process of its own in an empty folder, with its own database. */
export async function startProduct(): Promise<Product> {
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-newcomer-'));
  // The database runs as another user when this one is root.
  await chmod(folder, 0o711);
  const server = startProcess({ DATA_DIR: join(folder, 'data') });
  const [, firstPage = ''] = await server.says(/ready at (\S+)\n/);
  return {
    origin: new URL(firstPage).origin,
    firstPage,
    output: server.output,
    async stop() {
      server.signal('SIGTERM');
      await server.ended();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
