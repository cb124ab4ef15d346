import pg from 'pg';
import { withinTime } from '../kernel/import/time-limit.ts';
import type { Logger } from '../sdk/index.ts';

/** Something that keeps this process from serving. */
export interface Trouble {
  readonly reason: string;
  /** For how long, in milliseconds. */
  readonly forMs: number;
}

export interface DatabaseWatch {
  /** Null while the database answers. */
  trouble(): Trouble | null;
  stop(): void;
}

/** Looked at this often, with this much patience: a loss is known within two seconds. */
const everyMs = 500;
const patienceMs = 1_000;

interface Watch {
  readonly url: string;
  /** `The database`. */
  readonly what: string;
  readonly log: Logger;
  client: pg.Client | null;
  lostAt: number | null;
  timer: NodeJS.Timeout | undefined;
  isStopped: boolean;
}

/**
 * Asks the database on a connection of its own, so that neither a busy pool looks like a loss nor a loss
 * waits for a request to find it.
 */
export function watchDatabase(url: string, what: string, log: Logger): DatabaseWatch {
  const watch: Watch = { url, what, log, client: null, lostAt: null, timer: undefined, isStopped: false };
  void look(watch);
  return {
    trouble: () =>
      watch.lostAt === null ? null : { reason: silence(watch), forMs: performance.now() - watch.lostAt },
    stop() {
      watch.isStopped = true;
      clearTimeout(watch.timer);
      hangUp(watch);
    },
  };
}

function silence({ what }: Watch): string {
  return `${what} does not answer.`;
}

async function look(watch: Watch): Promise<void> {
  try {
    await withinTime(ask(watch), patienceMs, silence(watch));
    noteAnswer(watch);
  } catch {
    hangUp(watch);
    noteLoss(watch);
  }
  if (!watch.isStopped) watch.timer = setTimeout(() => void look(watch), everyMs).unref();
}

async function ask(watch: Watch): Promise<void> {
  watch.client ??= await dial(watch);
  await watch.client.query('select 1');
}

async function dial(watch: Watch): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: watch.url,
    application_name: 'guildhall health',
    connectionTimeoutMillis: patienceMs,
  });
  client.on('error', () => {
    if (watch.client !== client) return;
    hangUp(watch);
    noteLoss(watch);
  });
  await client.connect();
  return client;
}

function hangUp(watch: Watch): void {
  const { client } = watch;
  watch.client = null;
  client?.end().catch(() => undefined);
}

function noteLoss(watch: Watch): void {
  if (watch.lostAt !== null || watch.isStopped) return;
  watch.lostAt = performance.now();
  watch.log.error({}, `${watch.what} does not answer; this process is not ready until it does.`);
}

function noteAnswer(watch: Watch): void {
  if (watch.lostAt === null) return;
  const ms = Math.round(performance.now() - watch.lostAt);
  watch.lostAt = null;
  watch.log.info({ ms }, `${watch.what} answers again.`);
}
