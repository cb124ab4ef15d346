import type { Config } from '../../config/schema.ts';
import type { Database } from '../db/database.ts';
import type { Logger } from '../sdk/index.ts';
import { type Trouble, watchDatabase } from './watch-database.ts';
import { watchLoop } from './watch-loop.ts';
import { watchPool } from './watch-pool.ts';

/** How this process is, for those who watch over it. */
export interface Health {
  /** What keeps it from serving now; null when nothing does. */
  trouble(): Trouble | null;
  /** What only a new process can mend; null while there is hope. */
  lost(): Trouble | null;
  /** Times that everything stood still for longer than a moment. */
  stalls(): number;
  stop(): void;
}

export interface HealthParts {
  readonly config: Pick<Config, 'livenessPatienceSeconds'>;
  readonly url: string;
  /** The same by way of the pooler, where there is one. */
  readonly pooledUrl: string | null;
  readonly database: Database;
  readonly log: Logger;
}

export function openHealth({ config, url, pooledUrl, database, log }: HealthParts): Health {
  const watches = [watchDatabase(url, 'The database', log)];
  if (pooledUrl !== null) watches.push(watchDatabase(pooledUrl, 'The pooler before the database', log));
  const poolTrouble = watchPool(database.pool);
  const loop = watchLoop(log);
  const patienceMs = config.livenessPatienceSeconds * 1_000;
  const trouble = () => {
    for (const watch of watches) {
      const found = watch.trouble();
      if (found) return found;
    }
    return poolTrouble();
  };
  return {
    trouble,
    lost() {
      const found = trouble();
      return found && found.forMs > patienceMs ? found : null;
    },
    stalls: () => loop.stalls(),
    stop() {
      for (const watch of watches) watch.stop();
      loop.stop();
    },
  };
}
