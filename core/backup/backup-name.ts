import { join } from 'node:path';
import type { Config } from '../../config/schema.ts';
import type { ArchiveKeys } from './archive/archive-keys.ts';

export function backupDirOf({ backupDir, dataDir }: Pick<Config, 'backupDir' | 'dataDir'>): string {
  return backupDir ?? join(dataDir, 'backups');
}

/** `guildhall-20260304-050607.tar.gz`: names sort as their times do. */
export function backupName(at: Date, keys: ArchiveKeys, what = 'guildhall'): string {
  const digits = at.toISOString().replace(/\D/g, '');
  const ending = keys.own ? '.tar.gz.locked' : keys.recipient || keys.passphrase ? '.tar.gz.age' : '.tar.gz';
  return `${what}-${digits.slice(0, 8)}-${digits.slice(8, 14)}${ending}`;
}
