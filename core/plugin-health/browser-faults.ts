import type { Database } from '../db/database.ts';
import { readInstance } from '../db/read-instance.ts';
import { inInstance } from '../db/unit-of-work.ts';

/** What a page said of a file of a plugin. */
export interface ReportedFault {
  readonly plugin: string;
  /** Below `public/`, with the version in front: `1.2.0-4f0a91c2/board.js`. */
  readonly file: string;
  readonly message: string;
}

export interface BrowserFault extends ReportedFault {
  readonly times: number;
  /** RFC 3339. */
  readonly firstAt: string;
  readonly lastAt: string;
}

/** So many kinds of faults of one plugin are told apart; what was not seen for a month is forgotten. */
const mostKinds = 50;
const keptDays = 30;

const write = `
  with forgotten as (
    delete from plugin_browser_faults where last_at < now() - interval '${keptDays} days'
  )
  insert into plugin_browser_faults as known (plugin, file, message)
  select $1, $2, $3 where (select count(*) from plugin_browser_faults where plugin = $1) < ${mostKinds}
    or exists (select from plugin_browser_faults where plugin = $1 and file = $2 and message = $3)
  on conflict (plugin, file, message) do update
    set times = least(known.times + 1, 1000000000), last_at = now()
  where known.last_at >= now() - interval '${keptDays} days'`;

/** Counts it. What pages say is shown and holds nothing back: anybody who is signed in could say it. */
export async function keepBrowserFault(
  database: Database,
  { plugin, file, message }: ReportedFault,
): Promise<void> {
  await inInstance(database, (unit) => unit.run({ text: write, values: [plugin, file, message] }));
}

/** The latest first. */
export function browserFaults(database: Database): Promise<BrowserFault[]> {
  const text = `select plugin, file, message, times, first_at as "firstAt", last_at as "lastAt"
    from plugin_browser_faults where last_at >= now() - interval '${keptDays} days' order by last_at desc limit 50`;
  return readInstance<BrowserFault>(database, { text, values: [] });
}
