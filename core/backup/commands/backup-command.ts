import { stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BootParts } from '../../boot/boot.ts';
import { prepareDatabase } from '../../boot/prepare-database.ts';
import { type Database, openDatabase } from '../../db/database.ts';
import type { MigrationTarget } from '../../db/migrations/run.ts';
import { codeOf } from '../../db/roles/with-client.ts';
import { makeKeyPair } from '../archive/archive-keys.ts';
import { backupDirOf, backupName } from '../backup-name.ts';
import { writeInstance } from '../dump/write-instance.ts';
import { removeOldBackups } from '../remove-old-backups.ts';
import { failureSentence } from '../tasks/failure-sentence.ts';
import { type CommandRun, noteRun } from '../tasks/note-run.ts';
import { telling, WrongUse } from './command-problem.ts';
import { givenKeys, lockingOptions } from './given-keys.ts';
import { megabytes } from './megabytes.ts';

const options = {
  ...lockingOptions,
  to: { type: 'string' },
  keep: { type: 'string' },
  'make-key': { type: 'string' },
} as const;

type Given = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

/** `backup [--to <file or folder>] [--keep <count>] [--recipient age1…] [--passphrase-file <file>]`, also while the instance runs. */
export function backupCommand(parts: BootParts, words: readonly string[]): Promise<number> {
  const { config, closing, log, report } = parts;
  return telling(report, async () => {
    const { values } = parseArgs({ args: [...words], options });
    if (values['make-key'] !== undefined) return makeKey(values['make-key'], report);
    const keep = countOf(values.keep);
    const { target, appUrl } = await prepareDatabase(config, closing, report, { mayShare: true });
    const database = openDatabase({ url: appUrl, poolMax: 1, log });
    closing.add('database connections', () => database.close());
    const path = await makeBackup(parts, values, { target, database });
    if (keep !== null) await removeOlder({ target, database, report }, path, keep);
  });
}

interface Place {
  readonly target: MigrationTarget;
  readonly database: Database;
}

/** However it ends, it is noted where health looks: whoever has a timer call this reads no output. */
async function makeBackup(parts: BootParts, values: Given, place: Place): Promise<string> {
  const startedAt = new Date();
  const note = (run: Omit<CommandRun, 'startedAt'>) =>
    noteRun(place, { startedAt, ...run }).catch((error: Error) =>
      parts.report(`Health does not know of this run: ${error.message}`),
    );
  try {
    const { recipient = null, lack = null, ...made } = await write(parts, values, place.target, startedAt);
    await note({ file: basename(made.path), recipient, made, error: lack });
    return made.path;
  } catch (error) {
    await note({ file: null, recipient: null, made: null, error: failureSentence(error) });
    throw error;
  }
}

async function write({ config, report }: BootParts, values: Given, target: MigrationTarget, at: Date) {
  const usual = config.backupRecipient === undefined ? {} : { recipient: config.backupRecipient };
  const keys = await givenKeys(values, usual);
  const path = await placeOf(values.to ?? backupDirOf(config), backupName(at, keys));
  report('Copying the database, files and keys');
  const made = await writeInstance({ target, dataDir: config.dataDir, path, keys, at });
  const rows = made.tables.reduce((sum, table) => sum + table.rows, 0);
  report(
    `${path}: ${rows} rows of ${made.tables.length} tables, ${made.files} files, ${megabytes(made.bytes)}, SHA-256 ${made.sha256}`,
  );
  if (made.lack) report(made.lack);
  return { ...made, rows, recipient: keys.recipient };
}

const unknownTable = '42P01';

/** Tables of an earlier version do not say which backups are this instance's own. */
async function removeOlder(
  { database, report }: Pick<BootParts, 'report'> & Place,
  path: string,
  keep: number,
) {
  const gone = await removeOldBackups({ database }, dirname(path), keep).catch((error: unknown) => {
    if (codeOf(error) === unknownTable) return [];
    throw error;
  });
  if (gone.length > 0)
    report(`${gone.length} older backups were removed; the newest ${keep} of this instance are kept.`);
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
