import type { Database } from '../db/database.ts';
import { readInstance } from '../db/read-instance.ts';
import { inInstance } from '../db/unit-of-work.ts';

/** What all processes know of a plugin that was held back. */
export interface BreakerRow {
  readonly id: string;
  /** How often it opened within the last hour. */
  readonly openings: number;
  /** Milliseconds it still rests; 0 or less when it may be tried. */
  readonly restMs: number;
  /** What failed last before it opened, and how. */
  readonly what: string;
  readonly reason: string;
  /** RFC 3339. */
  readonly openedAt: string;
  /** When it proved to work again, null while it has not. */
  readonly closedAt: string | null;
}

const columns = `id, openings, extract(epoch from until - clock_timestamp()) * 1000 as "restMs", what, reason,
  opened_at as "openedAt", closed_at as "closedAt"`;

/** Each opening in an hour doubles the rest, up to five minutes. Two processes that open it at once open it once. */
const opening = `
  insert into plugin_breakers as known (id, openings, since, opened_at, until, what, reason)
  values ($1, 1, now(), now(), now() + $2 * interval '1 millisecond', $3, $4)
  on conflict (id) do update set
    openings = case when known.until > now() then known.openings
      when known.since < now() - interval '1 hour' then 1 else known.openings + 1 end,
    since = case when known.until <= now() and known.since < now() - interval '1 hour' then now() else known.since end,
    opened_at = case when known.until > now() then known.opened_at else now() end,
    until = case when known.until > now() then known.until
      else now() + least(300000, $2 * power(2, least(known.openings, 10))) * interval '1 millisecond' end,
    what = excluded.what, reason = excluded.reason, closed_at = null
  returning ${columns}`;

export interface Opening {
  readonly id: string;
  readonly pauseMs: number;
  readonly what: string;
  readonly reason: string;
}

export async function writeOpening(
  database: Database,
  { id, pauseMs, what, reason }: Opening,
): Promise<BreakerRow> {
  const values = [id, pauseMs, what, reason.slice(0, 2_000)];
  const [row] = await inInstance(database, (unit) => unit.run<BreakerRow>({ text: opening, values }));
  if (!row) throw new Error(`The breaker of ${id} was not written.`);
  return numbersIn(row);
}

export async function writeClosing(database: Database, id: string): Promise<void> {
  const text =
    'update plugin_breakers set until = now(), closed_at = now() where id = $1 and closed_at is null';
  await inInstance(database, (unit) => unit.run({ text, values: [id] }));
}

/** Those that are open or on trial, or the one asked for. */
export async function readBreakers(database: Database, id: string | null = null): Promise<BreakerRow[]> {
  const text = `select ${columns} from plugin_breakers where ($1::text is null and closed_at is null) or id = $1`;
  return (await readInstance<BreakerRow>(database, { text, values: [id] })).map(numbersIn);
}

/** The driver gives numeric as text. */
function numbersIn(row: BreakerRow): BreakerRow {
  return { ...row, restMs: Number(row.restMs) };
}
