import { rm } from 'node:fs/promises';
import type { ClientBase } from 'pg';
import { packageFolder } from '../../packages/package-store.ts';
import { filesOf } from '../../ports/files/files-of.ts';
import type { Runtime } from '../../runtime.ts';
import { NotFound } from '../../sdk/index.ts';
import { carries } from './carries.ts';

/** Files outside the database that are there because of a plugin. */
export interface OwnedFiles {
  /** Sent for imports of its records. */
  readonly sent: readonly { readonly workspaceId: string; readonly key: string }[];
  /** Checksums of its packages, unpacked in the data folder. */
  readonly packages: readonly string[];
}

/** Asked before the rows go that know of them. */
export async function filesIn(client: ClientBase, id: string): Promise<OwnedFiles> {
  const sent = await client.query<OwnedFiles['sent'][number]>(
    `select workspace_id as "workspaceId", file_key as key from imports
     where file_key is not null and ${carries('resource', id)}`,
  );
  const packages = await client.query<{ sha256: string }>(
    'select sha256 from plugin_packages where plugin_id = $1',
    [id],
  );
  return { sent: sent.rows, packages: packages.rows.map(({ sha256 }) => sha256) };
}

/** After the rows are gone: killed in between, files lie there that nothing knows of, which a later start sweeps. */
export async function removeFiles(
  { config }: Pick<Runtime, 'config'>,
  { sent, packages }: OwnedFiles,
): Promise<void> {
  const store = filesOf({ config });
  for (const { workspaceId, key } of sent) {
    await store.remove(workspaceId, key).catch((error: unknown) => {
      if (!(error instanceof NotFound)) throw error;
    });
  }
  for (const sha256 of packages)
    await rm(packageFolder(config.dataDir, sha256), { recursive: true, force: true });
}
