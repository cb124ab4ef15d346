import type { BootParts } from '../boot/boot.ts';
import { prepareDatabase } from '../boot/prepare-database.ts';
import { openBroadcast } from '../db/broadcast-postgres.ts';
import { openDatabase } from '../db/database.ts';
import { readMutings, unmute } from './muting.ts';

const atMachine = { userId: null, name: 'Command line' };

/** `unmute`: whoever sits at the machine confirms that this instance is the one that counts. @returns the exit code */
export async function unmuteCommand({ config, closing, log, report }: BootParts): Promise<number> {
  const { appUrl } = await prepareDatabase(config, closing, report, { mayShare: true });
  const database = openDatabase({ url: appUrl, poolMax: config.databasePoolMax, log });
  closing.add('database connections', () => database.close());
  const broadcast = await openBroadcast({ url: appUrl, log });
  closing.add('word between processes', () => broadcast.close());
  const mutings = await readMutings({ database });
  for (const { workspaceId } of mutings) await unmute({ database, broadcast }, workspaceId, atMachine);
  report(
    mutings.length > 0 ? 'It may speak again: mail, webhooks, charges and jobs go out.' : 'It was not muted.',
  );
  return 0;
}
