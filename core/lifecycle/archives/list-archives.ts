import { readdir } from 'node:fs/promises';
import type { Runtime } from '../../runtime.ts';
import { archiveFolder, archivesFolder } from './archive-folder.ts';
import { type ArchiveManifest, readManifest } from './manifest.ts';

export interface PluginArchive extends ArchiveManifest {
  /** What it is called: the plugin and the time. */
  readonly name: string;
  /** RFC 3339. */
  readonly at: string;
}

/** What uninstalling exported on this server, newest first. One that was not finished is none. */
export async function listArchives({ config }: Pick<Runtime, 'config'>): Promise<PluginArchive[]> {
  const names = await readdir(archivesFolder(config.dataDir)).catch(() => [] as string[]);
  const found = await Promise.all(names.map((name) => findArchive({ config }, name).catch(() => null)));
  return found
    .filter((one): one is PluginArchive => one !== null)
    .sort((one, other) => other.at.localeCompare(one.at));
}

/** @throws NotFound */
export async function findArchive({ config }: Pick<Runtime, 'config'>, name: string): Promise<PluginArchive> {
  const manifest = await readManifest(archiveFolder(config.dataDir, name));
  return { name, at: timeIn(name), ...manifest };
}

const stamp = /(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d+)Z$/;

function timeIn(name: string): string {
  const [, day = '', hours = '', minutes = '', seconds = '', rest = ''] = stamp.exec(name) ?? [];
  return `${day}T${hours}:${minutes}:${seconds}.${rest}Z`;
}
