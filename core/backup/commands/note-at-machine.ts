import type { BootParts } from '../../boot/boot.ts';
import { openDatabase } from '../../db/database.ts';
import { type ArchiveDeed, noteArchive } from '../note-archive.ts';

const actor = { kind: 'system', userId: null, name: 'Command line' } as const;

/** Its people see in the audit that their workspace was taken out, or put back, at the machine. */
export async function noteAtMachine(
  { log }: Pick<BootParts, 'log'>,
  appUrl: string,
  { workspaceId, deed, file }: { workspaceId: string; deed: ArchiveDeed; file: string },
): Promise<void> {
  const database = openDatabase({ url: appUrl, poolMax: 2, log });
  try {
    const place = { database, now: () => new Date() };
    await noteArchive(place, { actor, workspace: { id: workspaceId } }, deed, file);
  } finally {
    await database.close();
  }
}
