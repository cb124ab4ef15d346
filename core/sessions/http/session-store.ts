import connectPgSimple from 'connect-pg-simple';
import session, { type SessionData } from 'express-session';
import type pg from 'pg';
import type { Logger } from '../../sdk/index.ts';
import { noteUseEveryMs } from '../session-times.ts';

const PostgresStore = connectPgSimple(session);
const mostNoted = 20_000;

/** Sessions in the instance's own table, over the one pool; reading one never writes more than now and then. */
export class SessionStore extends PostgresStore {
  readonly #notedAt = new Map<string, number>();

  constructor(pool: pg.Pool, log: Logger) {
    const errorLog = (message: string, error?: unknown) => log.warn({ err: error }, message);
    super({ pool, tableName: 'sessions', errorLog });
  }

  override touch(id: string, data: SessionData, done?: () => void): void {
    const now = performance.now();
    const noted = this.#notedAt.get(id);
    if (noted !== undefined && now - noted < noteUseEveryMs) return void done?.();
    if (this.#notedAt.size >= mostNoted) this.#notedAt.clear();
    this.#notedAt.set(id, now);
    super.touch(id, data, done);
  }

  find(id: string): Promise<SessionData | null> {
    return new Promise((resolve, reject) => {
      this.get(id, (error: unknown, data) => (error ? reject(error as Error) : resolve(data ?? null)));
    });
  }
}
