import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as newId } from 'uuid';
import { newToken } from '../../core/api-keys/key-token.ts';
import { type Database, openDatabase } from '../../core/db/database.ts';
import { inWorkspace } from '../../core/db/unit-of-work.ts';
import { packageRoot } from '../../core/package-root.ts';
import type { Runtime } from '../../core/runtime.ts';
import { testRolePrefix } from '../../core/testing/template-database.ts';
import { testDatabase } from '../../core/testing/test-database.ts';
import { testLog } from '../../core/testing/test-log.ts';
import { makeTestWorkspace, type TestWorkspace } from '../../core/testing/test-people.ts';
import { type StartedProcess, startOnce } from '../boot/started-process.ts';

export interface Answer {
  readonly status: number;
  readonly ms: number;
  readonly text: string;
}

/** The product as a process of its own, with these plugins on in a workspace, and a key that may do all. */
export interface ServedPack {
  readonly database: Database;
  /** As the app's role. */
  readonly appUrl: string;
  readonly workspace: TestWorkspace;
  readonly pluginsDir: string;
  /** The newest process. */
  readonly process: () => StartedProcess;
  /** Asks it; status 0 when it does not answer at all. */
  ask(path: string, body?: object): Promise<Answer>;
  /** Start it anew, after it ended. */
  start(env?: Readonly<Record<string, string>>): Promise<void>;
  stop(): Promise<void>;
}

const ready = /ready at (http:\/\/[^/\s]+)/;

export async function servePack(
  plugins: readonly string[],
  scopes: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ServedPack> {
  const { adminUrl, appUrl, drop } = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-pack-'));
  const pluginsDir = join(folder, 'plugins');
  await mkdir(pluginsDir);
  for (const name of plugins) await symlink(placeOf(name), join(pluginsDir, name));
  const common = {
    ...{ DATABASE_URL: adminUrl, DATABASE_ROLE_PREFIX: testRolePrefix, PLUGINS_DIR: pluginsDir },
    ...{ DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'info', ...env },
  };
  const database = openDatabase({ url: appUrl, poolMax: 2, log: testLog() });
  let current: StartedProcess;
  let address = '';
  const start = async (further: Readonly<Record<string, string>> = {}) => {
    current = startOnce({ ...common, ...further });
    address = (await current.says(ready))[1] ?? '';
  };
  await start();
  const workspace = await makeTestWorkspace({ database } as Runtime, 'a');
  const key = await makeKey(database, workspace, plugins, scopes);
  return {
    ...{ database, appUrl, workspace, pluginsDir, start },
    process: () => current,
    ask: (path, body) => ask(address + path, key, body),
    async stop() {
      current.signal('SIGTERM');
      await current.ended();
      await database.close();
      await drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function placeOf(name: string): string {
  return join(packageRoot(), ...(name.startsWith('evil-') ? ['test', 'plugins'] : ['plugins']), name);
}

async function makeKey(
  database: Database,
  { id: workspaceId, people }: TestWorkspace,
  plugins: readonly string[],
  scopes: readonly string[],
): Promise<string> {
  const { token, prefix, hash } = newToken();
  const key = { workspace_id: workspaceId, id: newId(), name: 'Key', prefix, secret_hash: hash };
  const on = plugins.map((id) => ({ workspace_id: workspaceId, plugin_id: id, is_on: true }));
  await inWorkspace(database, workspaceId, async (unit) => {
    await unit.from('api_keys').insert({ ...key, user_id: people.owner.id, scopes });
    await unit.from('plugin_switches').insert(on);
  });
  return token;
}

async function ask(url: string, key: string, body: object | undefined): Promise<Answer> {
  const began = performance.now();
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const init = body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) };
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(60_000) });
    return { status: response.status, text: await response.text(), ms: performance.now() - began };
  } catch (error) {
    return { status: 0, text: String(error), ms: performance.now() - began };
  }
}
