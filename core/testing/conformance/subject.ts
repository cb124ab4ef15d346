import { basename, dirname, join } from 'node:path';
import { findCandidates } from '../../kernel/find/find-candidates.ts';
import { folderCandidate } from '../../kernel/find/folder-candidates.ts';
import { importPlugin } from '../../kernel/import/import-plugin.ts';
import { preparePluginModules } from '../../kernel/import/plugin-modules.ts';
import { packageRoot } from '../../package-root.ts';
import type { Plugin, Resource } from '../../sdk/index.ts';
import { bootTestApp, type TestApp } from '../boot-test-app.ts';
import { SampleRecords } from './sample-records.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** The product with one plugin to be judged and what that requires, asked over HTTP. */
export interface Subject extends TestApp {
  readonly id: string;
  readonly folder: string;
  /** A record of every resource in both workspaces, made once. */
  readonly samples: { readonly a: SampleRecords; readonly b: SampleRecords };
  /** Of the plugin itself. */
  resources(): Resource[];
  send(key: string | null, method: string, path: string, body?: unknown): Promise<Answer>;
  sendText(key: string | null, method: string, path: string, body?: string): Promise<Answer>;
}

const importLimitMs = 30_000;

export async function bootSubject(folder: string): Promise<Subject> {
  const id = basename(folder);
  const app = await bootTestApp({ folders: [...(await requiredFolders(folder)), folder] });
  const sendText: Subject['sendText'] = (key, method, path, body) =>
    request(app.url, { key, method, path, ...(body === undefined ? {} : { body }) });
  return {
    ...app,
    id,
    folder,
    samples: await samplesOf(app),
    resources: () => [...app.runtime.registry.resources.values()].filter(({ plugin }) => plugin === id),
    sendText,
    send: (key, method, path, body) =>
      sendText(key, method, path, body === undefined ? undefined : JSON.stringify(body)),
  };
}

async function samplesOf({ runtime, scope, workspaces }: TestApp): Promise<Subject['samples']> {
  const [a, b] = [await scope('owner', workspaces.a), await scope('owner', workspaces.b)];
  return { a: new SampleRecords(runtime, a), b: new SampleRecords(runtime, b) };
}

/** Of what it requires, and what that requires, those in the product's own folder or beside it. */
async function requiredFolders(folder: string, seen: ReadonlySet<string> = new Set()): Promise<string[]> {
  const candidate = folderCandidate(folder);
  await preparePluginModules([candidate]);
  const { exported } = await importPlugin(candidate, importLimitMs);
  const ids = Object.keys((exported as Plugin | undefined)?.requires ?? {}).filter((id) => !seen.has(id));
  const found: string[] = [];
  for (const id of ids) {
    const required = await folderOf(id, dirname(folder));
    const known = new Set([...seen, ...ids, ...found.map((one) => basename(one))]);
    if (required) found.push(...(await requiredFolders(required, known)), required);
  }
  return found;
}

async function folderOf(id: string, beside: string): Promise<string | undefined> {
  for (const pluginsDir of [join(packageRoot(), 'plugins'), beside]) {
    const all = await findCandidates({ pluginsDir, plugins: [] });
    const found = all.find(({ name }) => name === id);
    if (found) return found.folder;
  }
  return undefined;
}

interface Question {
  readonly key: string | null;
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}

async function request(url: string, { key, method, path, body }: Question): Promise<Answer> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (key) headers.authorization = `Bearer ${key}`;
  const response = await fetch(url + encodeURI(path), {
    method: method.toUpperCase(),
    headers,
    ...(body === undefined ? {} : { body }),
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text: await response.text(),
  };
}
