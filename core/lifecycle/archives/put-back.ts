import { inInstance } from '../../db/unit-of-work.ts';
import { type AuditActor, audit } from '../../kernel/states/audit.ts';
import type { Runtime } from '../../runtime.ts';
import { importArchive } from '../uninstall/import-archive.ts';
import { archiveFolder } from './archive-folder.ts';
import type { PluginArchive } from './list-archives.ts';

/** Puts an archive back into the plugin that is installed again, and tells the trail. @returns rows put back */
export async function putBack(
  { config, database, target }: Pick<Runtime, 'config' | 'database' | 'target'>,
  { name, plugin }: PluginArchive,
  by: AuditActor,
): Promise<number> {
  const counts = await importArchive(target, archiveFolder(config.dataDir, name));
  const rows = Object.values(counts).reduce((sum, one) => sum + one, 0);
  const reason = `${rows} rows of the archive ${name} were put back.`;
  await inInstance(database, (unit) =>
    audit(unit, [
      { by, action: 'plugin.import', subject: plugin, reason, details: { archive: name, counts } },
    ]),
  );
  return rows;
}
