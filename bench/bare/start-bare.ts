import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Served, stopChild } from '../child.ts';

export interface BareOptions {
  readonly databaseUrl: string;
  readonly workspaceId: string;
  readonly poolMax: number;
}

const program = fileURLToPath(new URL('server.ts', import.meta.url));

export async function startBare(options: BareOptions): Promise<Served> {
  const child = fork(program, [], {
    execArgv: ['--conditions=source', '--import', 'tsx'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      BARE_DATABASE_URL: options.databaseUrl,
      BARE_WORKSPACE_ID: options.workspaceId,
      BARE_POOL_MAX: String(options.poolMax),
    },
  });
  const [message] = (await once(child, 'message')) as [unknown];
  const { port } = z.object({ port: z.number() }).parse(message);
  return { base: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, stop: () => stopChild(child) };
}
