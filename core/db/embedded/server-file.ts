import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a running PostgreSQL writes about itself into `postmaster.pid`. */
export interface ServerFile {
  readonly pid: number;
  readonly port: number;
  readonly isReady: boolean;
}

export function serverFilePath(data: string): string {
  return join(data, 'postmaster.pid');
}

export async function readServerFile(data: string): Promise<ServerFile | undefined> {
  const text = await readFile(serverFilePath(data), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' };
}
