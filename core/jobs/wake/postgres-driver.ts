import PgBoss from 'pg-boss';
import type { Broadcast } from '../../db/broadcast.ts';
import type { Database } from '../../db/database.ts';
import type { MigrationTarget } from '../../db/migrations/run.ts';
import { prepareQueue } from './prepare-queue.ts';
import type { QueueDriver } from './queue-driver.ts';
import { queueSchema, wakeQueue } from './queue-schema.ts';

const wakeTopic = 'jobs-wake';
/** Word between processes may get lost; the wake-up itself waits in its table. */
const fetchEveryMs = 1_000;
const mostAtOnce = 10;

/** Wake-ups in pg-boss's own schema: nothing to install, and one process hears each. */
export async function openPostgresDriver(
  database: Database,
  broadcast: Broadcast,
  target: MigrationTarget,
): Promise<QueueDriver> {
  const boss = bossOn(database);
  await boss.start().catch(async () => {
    await prepareQueue(target);
    await boss.start();
  });
  return {
    name: 'postgres',
    async wake() {
      const isNew = await boss.send(wakeQueue, {}, { retryLimit: 0 });
      if (isNew !== null) await broadcast.tell(wakeTopic, '');
    },
    listen: async (react) => listenOn(boss, broadcast, react),
    close: () => boss.stop({ graceful: false }),
  };
}

/** Our connections and our role; it neither makes tables nor keeps time. */
function bossOn({ pool }: Database): PgBoss {
  const db = { executeSql: (text: string, values: unknown[]) => pool.query(text, values) };
  const boss = new PgBoss({ db, schema: queueSchema, migrate: false, supervise: false, schedule: false });
  // Without a listener an error would end the process; each caller hears of its own failure.
  boss.on('error', () => undefined);
  return boss;
}

function listenOn(boss: PgBoss, broadcast: Broadcast, react: () => void): () => Promise<void> {
  let isFetching = false;
  const fetch = async (): Promise<void> => {
    if (isFetching) return;
    isFetching = true;
    await takeWakeUps(boss)
      .then((count) => count > 0 && react())
      .catch(() => undefined);
    isFetching = false;
  };
  const timer = setInterval(() => void fetch(), fetchEveryMs).unref();
  const deaf = broadcast.hear(wakeTopic, () => void fetch());
  return async () => {
    clearInterval(timer);
    deaf();
  };
}

async function takeWakeUps(boss: PgBoss): Promise<number> {
  const wakes = await boss.fetch(wakeQueue, { batchSize: mostAtOnce });
  const ids = wakes.map(({ id }) => id);
  if (ids.length > 0) await boss.deleteJob(wakeQueue, ids);
  return ids.length;
}
