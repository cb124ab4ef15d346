import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** The port of last time while it is free, else a free one; kept so that other tools can rely on it. */
export async function choosePort(folder: string, wanted?: number): Promise<number> {
  if (wanted !== undefined) return wanted;
  const file = join(folder, 'port');
  const kept = Number(await readFile(file, 'utf8').catch(() => ''));
  if (kept > 0 && (await freePort(kept)) === kept) return kept;
  const port = await freePort(0);
  if (port === undefined)
    throw new Error('No free TCP port was found on 127.0.0.1 for the embedded PostgreSQL.');
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, `${port}\n`);
  await rename(draft, file);
  return port;
}

/** The port itself, any free one for 0, or undefined when somebody else listens on it. */
function freePort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      const found = typeof address === 'object' ? address?.port : undefined;
      probe.close(() => resolve(found));
    });
  });
}
