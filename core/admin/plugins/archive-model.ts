import type { PluginArchive } from '../../lifecycle/archives/list-archives.ts';
import type { Proof } from '../../lifecycle/archives/proof.ts';
import type { Translate } from '../translate.ts';

/** An archive of an uninstalled plugin, in a list. */
export interface ArchiveLine {
  readonly url: string;
  readonly plugin: string;
  readonly at: string;
  readonly rows: number;
}

export function archiveUrl(name: string): string {
  return `/admin/plugin-archives/${name}`;
}

export function archiveLine({ name, plugin, at, tables }: PluginArchive): ArchiveLine {
  return { url: archiveUrl(name), plugin, at, rows: tables.reduce((sum, one) => sum + one.rows, 0) };
}

/** View `admin/plugin-archive`. */
export interface ArchiveModel extends ArchiveLine {
  readonly title: string;
  readonly tables: PluginArchive['tables'];
  readonly downloadUrl: string;
  readonly restoreAction: string;
  /** What was found with the plugin's name once it was gone; null where it is back. */
  readonly proof: Proof | null;
  /** Is it back, so that its data may be put back? */
  readonly mayRestore: boolean;
  readonly notice: string | null;
}

export interface ArchivePage {
  readonly archive: PluginArchive;
  readonly proof: Proof | null;
  readonly mayRestore: boolean;
  readonly notice?: string | null;
}

export function archiveModel(page: ArchivePage, translate: Translate): ArchiveModel {
  const { archive, proof, mayRestore, notice = null } = page;
  const line = archiveLine(archive);
  return {
    ...line,
    ...{ proof, mayRestore, notice, tables: archive.tables },
    title: translate('plugins.archive.title', { plugin: archive.plugin }),
    downloadUrl: `${line.url}/${archive.name}.tgz`,
    restoreAction: `${line.url}/restoration`,
  };
}
