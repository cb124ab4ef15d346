import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Database } from './database.ts';

/** What of a connection is needed to ask for an end of what it runs. */
interface Running {
  readonly processID: number;
  readonly secretKey: unknown;
  readonly host: string;
  readonly port: number;
}

interface Messenger {
  readonly connection: NodeJS.EventEmitter;
  cancel(running: object, query: unknown): void;
}

const patienceMs = 2_000;

/** Asks PostgreSQL to end the statement that a connection runs. Never throws: its time limit ends it, too. */
export async function cancelStatement({ pool, isPooled }: Database, running: Running): Promise<void> {
  if (isPooled) return askPooler(running);
  await pool.query('select pg_cancel_backend($1)', [running.processID]).catch(() => undefined);
}

/**
 * Behind a pooler the number of the process is one it made up, which may well be that of a stranger's; a request to
 * cancel (PostgreSQL protocol, "Canceling Requests in Progress") it hands on to the right one.
 */
async function askPooler(running: Running): Promise<void> {
  const { host, port, processID, secretKey } = running;
  const messenger = new pg.Client({ host, port }) as unknown as Messenger;
  messenger.connection.on('error', () => undefined);
  // It ends with an error where the pooler is gone, and whoever waits has an error of their own to tell.
  const ended = once(messenger.connection, 'end').catch(() => undefined);
  // It asks for the statement, so as not to end one that has not begun; whatever is under way is what we mean.
  const activeQuery = {};
  messenger.cancel({ processID, secretKey, activeQuery }, activeQuery);
  await Promise.race([ended, pause(patienceMs, undefined, { ref: false })]);
}
