import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BootParts } from '../../boot/boot.ts';
import { migrateTables } from '../../boot/migrate-command.ts';
import { prepareDatabase } from '../../boot/prepare-database.ts';
import type { MigrationTarget } from '../../db/migrations/run.ts';
import { checkCandidates } from '../../kernel/check-candidates.ts';
import { findCandidates } from '../../kernel/find/find-candidates.ts';
import { ArchiveRefused } from '../archive/refused.ts';
import { backupDirOf, backupName } from '../backup-name.ts';
import { writeInstance } from '../dump/write-instance.ts';
import { checkArchive } from '../restore/check-archive.ts';
import { restoreInstance } from '../restore/restore-instance.ts';
import type { TargetState } from '../restore/target-state.ts';
import { telling, WrongUse } from './command-problem.ts';
import { givenKeys, openingOptions } from './given-keys.ts';
import { tellContents } from './tell-contents.ts';

const options = {
  ...openingOptions,
  check: { type: 'boolean', default: false },
  replace: { type: 'boolean', default: false },
  without: { type: 'string', multiple: true, default: [] as string[] },
} as const;

/** `restore <archive> [--check] [--replace] [--without <plugin>] [--identity-file <file>] [--passphrase-file <file>]`. */
export function restoreCommand(parts: BootParts, words: readonly string[]): Promise<number> {
  return telling(parts.report, async () => {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
    const [path] = positionals;
    if (path === undefined || positionals.length > 1) throw new WrongUse('Name one archive: restore <file>.');
    const keys = await givenKeys(values);
    if (values.check) return tellContents(await checkArchive(path, keys), parts.report);
    await restore(parts, { path, keys, replace: values.replace, without: values.without });
  });
}

interface Asked {
  readonly path: string;
  readonly keys: Awaited<ReturnType<typeof givenKeys>>;
  readonly replace: boolean;
  readonly without: readonly string[];
}

async function restore(parts: BootParts, { path, keys, replace, without }: Asked): Promise<void> {
  const { config, closing, report } = parts;
  const { target, appUrl } = await prepareDatabase(config, closing, report);
  const candidates = await findCandidates(config);
  const code = await checkCandidates(candidates, config.pluginStartTimeoutMs);
  const onPresent = (state: TargetState) => keepPresent(parts, target, state, replace);
  const { dataDir } = config;
  const request = { target, dataDir, path, keys, code, without, at: new Date(), report, onPresent };
  const { header } = await restoreInstance(request);
  report('Bringing the tables up to date');
  const { broken } = await migrateTables(parts, { target, appUrl }, candidates);
  for (const { problems } of broken) problems.forEach(report);
  report(
    `Restored from the backup of ${header.createdAt}. The instance is muted: no mail, webhooks, charges or outgoing jobs ` +
      'until "npm run unmute" says that this is the instance that counts.',
  );
}

/** What would be lost is saved first, so that choosing the wrong machine can be undone. */
async function keepPresent(
  { config, report }: BootParts,
  target: MigrationTarget,
  { workspaces, people }: TargetState,
  replace: boolean,
): Promise<void> {
  if (!replace) {
    throw new ArchiveRefused(
      `There is an instance here already, with ${workspaces} workspaces and ${people} people. Nothing was changed. ` +
        'Add --replace to put the archive in its place.',
    );
  }
  const at = new Date();
  const keys = config.backupRecipient === undefined ? {} : { recipient: config.backupRecipient };
  const path = join(backupDirOf(config), backupName(at, keys, 'before-restore'));
  report(`Saving what is here to ${path}`);
  await mkdir(config.dataDir, { recursive: true });
  const { lack } = await writeInstance({
    target,
    dataDir: config.dataDir,
    path,
    keys,
    at,
    mayLackFiles: true,
  });
  if (lack) report(lack);
}
