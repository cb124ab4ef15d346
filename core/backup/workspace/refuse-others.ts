import type { ArchiveContents } from '../archive/read-archive.ts';
import { ArchiveRefused } from '../archive/refused.ts';

/** Whoever owns one workspace puts that back as this very instance wrote it, and nothing else. @throws ArchiveRefused */
export function refuseOthers({ header, isSealed }: ArchiveContents, workspaceId: string): void {
  if (header.kind !== 'workspace' || header.workspaces[0]?.id !== workspaceId) {
    throw new ArchiveRefused(
      'It holds another workspace, or a whole instance. Only the admin of the instance brings those in. Nothing was changed.',
    );
  }
  if (isSealed) return;
  throw new ArchiveRefused(
    'It was not written by this instance, or was changed since. Only the admin of the instance brings it in, with "npm run import". Nothing was changed.',
  );
}
