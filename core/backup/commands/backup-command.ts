import { stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BootParts } from '../../boot/boot.ts';
import { prepareDatabase } from '../../boot/prepare-database.ts';
import { type ArchiveKeys, makeKeyPair } from '../archive/archive-keys.ts';
import { backupDirOf, backupName } from '../backup-name.ts';
import { writeInstance } from '../dump/write-instance.ts';
import { removeOldBackups } from '../remove-old-backups.ts';
import { telling, WrongUse } from './command-problem.ts';
import { givenKeys, lockingOptions } from './given-keys.ts';
import { megabytes } from './megabytes.ts';

const options = {
  ...lockingOptions,
  to: { type: 'string' },
  keep: { type: 'string' },
  'make-key': { type: 'string' },
} as const;

/** `backup [--to <file or folder>] [--keep <count>] [--recipient age1…] [--passphrase-file <file>]`, also while the instance runs. */
export function backupCommand(parts: BootParts, words: readonly string[]): Promise<number> {
  const { config, report } = parts;
  return telling(report, async () => {
    const { values } = parseArgs({ args: [...words], options });
    if (values['make-key'] !== undefined) return makeKey(values['make-key'], report);
    const usual = config.backupRecipient === undefined ? {} : { recipient: config.backupRecipient };
    const keep = countOf(values.keep);
    const path = await makeBackup(parts, values.to, await givenKeys(values, usual));
    if (keep === null) return;
    const gone = await removeOldBackups(dirname(path), keep);
    if (gone.length > 0) report(`${gone.length} older backups were removed; the newest ${keep} are kept.`);
  });
}

async function makeBackup(
  { config, closing, report }: BootParts,
  to: string | undefined,
  keys: ArchiveKeys,
): Promise<string> {
  const { target } = await prepareDatabase(config, closing, report, { mayShare: true });
  const at = new Date();
  const path = await placeOf(to ?? backupDirOf(config), backupName(at, keys));
  report('Copying the database, files and keys');
  const made = await writeInstance({ target, dataDir: config.dataDir, path, keys, at });
  const rows = made.tables.reduce((sum, table) => sum + table.rows, 0);
  report(
    `${made.path}: ${rows} rows of ${made.tables.length} tables, ${made.files} files, ${megabytes(made.bytes)}, SHA-256 ${made.sha256}`,
  );
  return made.path;
}

function countOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new WrongUse('--keep takes how many backups stay, such as 14.');
}

/** A folder gets the usual name in it; anything else is the file itself, which must not be there yet. */
async function placeOf(to: string, name: string): Promise<string> {
  const path = resolve(to);
  const found = await stat(path).catch(() => null);
  if (found?.isFile())
    throw new WrongUse(`${path} is there already. Nothing was overwritten; choose another name.`);
  const isFile = found === null && /\.(gz|age|tar)$/.test(path);
  return isFile ? path : join(path, name);
}

async function makeKey(file: string, report: (message: string) => void): Promise<void> {
  const { identity, recipient } = await makeKeyPair();
  const text = `# public key: ${recipient}\n${identity}\n`;
  await writeFile(file, text, { mode: 0o600, flag: 'wx' }).catch((error: Error) => {
    throw new WrongUse(`The key was not written: ${error.message}.`);
  });
  report(`The key is in ${file}. Keep it away from this machine: without it nobody opens the backups.`);
  report(`Set BACKUP_RECIPIENT=${recipient}, or give it as --recipient.`);
}
