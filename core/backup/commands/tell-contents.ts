import type { ArchiveContents } from '../archive/read-archive.ts';
import { megabytes } from './megabytes.ts';

/** What an archive holds, for whoever asked at a terminal. */
export function tellContents({ header, manifest }: ArchiveContents, report: (message: string) => void): void {
  const { kind, createdAt, productVersion, plugins, workspaces } = header;
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  report(
    `The archive is whole: an ${kind === 'instance' ? 'instance' : 'export of one workspace'}, ${createdAt}.`,
  );
  report(
    `Written by Guildhall ${productVersion}${plugins.map(({ id, version }) => `, ${id} ${version ?? '?'}`).join('')}.`,
  );
  report(
    `${rows} rows of ${manifest.tables.length} tables, ${manifest.files} files (${megabytes(manifest.fileBytes)}).`,
  );
  for (const { slug, name, id } of workspaces) report(`Workspace ${slug}: ${name} (${id})`);
}
