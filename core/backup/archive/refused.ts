/** An archive that cannot be used, in a sentence for the person who chose it. */
export class ArchiveRefused extends Error {
  override readonly name = 'ArchiveRefused';
}

export const damaged = (detail: string): ArchiveRefused =>
  new ArchiveRefused(`The archive is damaged: ${detail}. Nothing was changed. Use another backup.`);

export const truncated = (): ArchiveRefused =>
  new ArchiveRefused(
    'The archive is not whole: its end is missing. Nothing was changed. Copy it again, or use another backup.',
  );

export const foreign = (): ArchiveRefused =>
  new ArchiveRefused(
    'This is no archive of Guildhall. Nothing was changed. Choose a file that "backup" or "export" wrote.',
  );
