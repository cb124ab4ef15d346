import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { LoadOrder, LoadResult } from './load.ts';

const run = promisify(execFile);
const script = fileURLToPath(new URL('wrk.lua', import.meta.url));
const figures = z.object({
  perSecond: z.number(),
  p50: z.number(),
  p95: z.number(),
  p99: z.number(),
  failed: z.number(),
});

export async function isWrkHere(): Promise<boolean> {
  return run('wrk', ['--version']).then(
    () => true,
    // It exits with 1 after printing its version.
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
}

/** One thread of wrk: it costs the least of the processor that the servers need. */
export async function loadByWrk(order: LoadOrder): Promise<LoadResult> {
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-bench-'));
  try {
    const file = join(folder, 'requests');
    await writeFile(file, playlist(order));
    const options = [`-t1`, `-c${order.connections}`, `-d${order.seconds}s`, '--timeout', '10s'];
    const { stdout } = await run('wrk', [...options, '-s', script, order.base, '--', file]);
    const line = stdout.split('\n').find((one) => one.startsWith('figures '));
    return figures.parse(JSON.parse(line?.slice('figures '.length) ?? 'null'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function playlist({ headers, requests }: LoadOrder): string {
  const all = { 'content-type': 'application/json', ...headers };
  const named = Object.entries(all).map(([name, value]) => `header\t${name}\t${value}`);
  const played = requests.map(({ method, path, body }) => `${method}\t${path}\t${body ?? ''}`);
  return [...named, ...played, ''].join('\n');
}
