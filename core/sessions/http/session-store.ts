import connectPgSimple from 'connect-pg-simple';
import session, { type SessionData } from 'express-session';
import type pg from 'pg';
import type { Logger } from '../../sdk/index.ts';
import { idleMs, noteUseEveryMs } from '../session-times.ts';

const PostgresStore = connectPgSimple(session);
const mostNoted = 20_000;

interface Found {
  readonly sess: SessionData;
}

const found = 'select sess from sessions where sid = $1 and expire > now()';
const kept = `insert into sessions (sid, sess, expire) values ($1, $2, now() + make_interval(secs => $3))
  on conflict (sid) do update set sess = excluded.sess, expire = excluded.expire`;
const used = 'update sessions set expire = now() + make_interval(secs => $2) where sid = $1';
const over = 'delete from sessions where expire < now()';
const removeEveryMs = 60 * 60 * 1_000;

/**
 * Sessions in the instance's own table, over the one pool; reading one never writes more than now and then. When one is
 * over is decided by the database's clock: those of the processes may differ.
 */
export class SessionStore extends PostgresStore {
  readonly #pool: pg.Pool;
  readonly #removing: NodeJS.Timeout;
  readonly #notedAt = new Map<string, number>();

  constructor(pool: pg.Pool, log: Logger) {
    const errorLog = (message: string, error?: unknown) => log.warn({ err: error }, message);
    super({ pool, tableName: 'sessions', errorLog, pruneSessionInterval: false });
    this.#pool = pool;
    this.#removing = setInterval(
      () => this.#ask(over, [], (error) => error && errorLog('Ended sessions stay.', error)),
      removeEveryMs,
    ).unref();
  }

  override get(id: string, done: (error: unknown, data?: SessionData | null) => void): void {
    this.#ask(found, [id], (error, row) => done(error, row?.sess ?? null));
  }

  override set(id: string, data: SessionData, done?: (error?: unknown) => void): void {
    this.#ask(kept, [id, data, idleMs / 1_000], (error) => done?.(error));
  }

  override touch(id: string, _data: SessionData, done?: () => void): void {
    const now = performance.now();
    const noted = this.#notedAt.get(id);
    if (noted !== undefined && now - noted < noteUseEveryMs) return void done?.();
    if (this.#notedAt.size >= mostNoted) this.#notedAt.clear();
    this.#notedAt.set(id, now);
    this.#ask(used, [id, idleMs / 1_000], () => done?.());
  }

  override close(): void {
    clearInterval(this.#removing);
    super.close();
  }

  /** Whatever the one who asked throws is not a failure of the database. */
  #ask(text: string, values: readonly unknown[], done: (error: unknown, row?: Found) => void): void {
    this.#pool.query<Found>(text, [...values]).then(
      ({ rows }) => process.nextTick(done, null, rows[0]),
      (error: unknown) => process.nextTick(done, error),
    );
  }

  find(id: string): Promise<SessionData | null> {
    return new Promise((resolve, reject) => {
      this.get(id, (error: unknown, data) => (error ? reject(error as Error) : resolve(data ?? null)));
    });
  }
}
