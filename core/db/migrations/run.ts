import pg from 'pg';
import { codeOf } from '../roles/with-client.ts';
import { identifier, literal } from '../statement.ts';
import type { Roles } from './definer-function.ts';
import { patiently } from './patiently.ts';
import { schemaOn } from './schema.ts';
import { loadStep, type Step, stepsIn } from './steps.ts';

export interface MigrationTarget {
  /** Connection of the role that owns the tables. */
  readonly ownerUrl: string;
  readonly roles: Roles;
}

export interface MigrationSource {
  /** `core`, or a plugin's id. */
  readonly id: string;
  /** The folder that holds `0001-….ts` or `.js`. */
  readonly folder: string;
}

/** Whoever holds a table locked, an upgrade while others serve waits for them, so that they need not wait behind it. */
const patienceMs = 120_000;

/** Each source has a bookkeeping table of its own, so a plugin that is gone disturbs nobody. */
export function bookkeepingTable(id: string): string {
  return `migrations_${id.replaceAll('-', '_')}`;
}

/**
 * Bring a source's tables up to date. Runs once at a time over all processes; a lock or a lost connection is waited for.
 * @param only these steps, to stop at an earlier version
 * @returns the steps it ran
 */
export async function migrate(
  target: MigrationTarget,
  source: MigrationSource,
  only?: ReadonlySet<string>,
): Promise<string[]> {
  const steps = (await stepsIn(source.folder)).filter(({ name }) => only?.has(name) ?? true);
  if (steps.length === 0) return [];
  const done: string[] = [];
  await patiently(patienceMs, () =>
    withOwner(target, async (client) => {
      const table = bookkeepingTable(source.id);
      if ((await pending(client, table, steps)).length === 0) return;
      await client.query('select pg_advisory_lock(hashtext($1))', ['guildhall:migrations']);
      await client.query(
        `create table if not exists ${identifier(table)} (name text primary key, ran_at timestamptz not null default now())`,
      );
      for (const step of await pending(client, table, steps)) {
        await runStep(client, target.roles, table, step);
        done.push(step.name);
      }
    }),
  );
  return done;
}

/** Undo the newest step of a source. @returns its name, or null when nothing is left */
export async function revertNewest(target: MigrationTarget, source: MigrationSource): Promise<string | null> {
  const steps = await stepsIn(source.folder);
  return withOwner(target, async (client) => {
    const table = bookkeepingTable(source.id);
    await client.query('select pg_advisory_lock(hashtext($1))', ['guildhall:migrations']);
    const applied = await appliedNames(client, table);
    const newest = steps.filter((step) => applied.has(step.name)).at(-1);
    if (!newest) return null;
    await revertStep(client, target.roles, table, newest);
    return newest.name;
  });
}

/** Undo the steps of a source that are not among these, newest first. @returns their names */
export async function revertOthers(
  target: MigrationTarget,
  source: MigrationSource,
  keep: readonly string[],
): Promise<string[]> {
  const steps = (await stepsIn(source.folder)).filter(({ name }) => !keep.includes(name));
  return withOwner(target, async (client) => {
    const table = bookkeepingTable(source.id);
    await client.query('select pg_advisory_lock(hashtext($1))', ['guildhall:migrations']);
    const applied = await appliedNames(client, table);
    const due = steps.filter(({ name }) => applied.has(name)).reverse();
    for (const step of due) await revertStep(client, target.roles, table, step);
    return due.map(({ name }) => name);
  });
}

/**
 * Those of the sources that have steps to run. One connection asks for all of them, so that a start at which nothing is
 * due costs the same however many there are.
 */
export async function dueSources<Source extends MigrationSource>(
  target: MigrationTarget,
  sources: readonly Source[],
): Promise<Source[]> {
  const looked = await Promise.all(
    sources.map(async (source) => ({ source, steps: await stepsIn(source.folder) })),
  );
  const wanting = looked.filter(({ steps }) => steps.length > 0);
  if (wanting.length === 0) return [];
  const applied = await withOwner(target, (client) =>
    appliedOfAll(
      client,
      wanting.map(({ source }) => bookkeepingTable(source.id)),
    ),
  );
  const isDue = ({ source: { id }, steps }: (typeof wanting)[number]) =>
    steps.some(({ name }) => !applied.has(`${bookkeepingTable(id)}/${name}`));
  return wanting.filter(isDue).map(({ source }) => source);
}

/** Steps that have run, as `<bookkeeping table>/<step>`. */
async function appliedOfAll(client: pg.Client, tables: readonly string[]): Promise<Set<string>> {
  const there = await client.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename = any($1)",
    [tables],
  );
  const each = there.rows.map(
    ({ name }) => `select ${literal(`${name}/`)} || name as step from ${identifier(name)}`,
  );
  if (each.length === 0) return new Set();
  const asked = client.query<{ step: string }>(each.join(' union all '));
  const { rows } = await asked.catch((error: unknown) => {
    // One that spoiled its bookkeeping must not keep the others from being asked: each then finds out by itself.
    if (codeOf(error).startsWith('42')) return { rows: [] };
    throw error;
  });
  return new Set(rows.map(({ step }) => step));
}

/** Which steps of a source have run. */
export function appliedSteps(target: MigrationTarget, id: string): Promise<string[]> {
  return withOwner(target, async (client) => [...(await appliedNames(client, bookkeepingTable(id)))].sort());
}

async function revertStep(client: pg.Client, roles: Roles, table: string, step: Step): Promise<void> {
  const migration = await loadStep(step);
  await inTransaction(client, async () => {
    await migration.down(schemaOn(client, roles));
    await client.query(`delete from ${identifier(table)} where name = $1`, [step.name]);
  });
}

async function withOwner<Result>(
  target: MigrationTarget,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({
    connectionString: target.ownerUrl,
    application_name: 'guildhall-migrations',
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function appliedNames(client: pg.Client, table: string): Promise<Set<string>> {
  const exists = await client.query('select to_regclass($1) is not null as yes', [`public.${table}`]);
  if (!(exists.rows[0] as { yes: boolean }).yes) return new Set();
  const rows = await client.query(`select name from ${identifier(table)}`);
  return new Set(rows.rows.map((row: { name: string }) => row.name));
}

async function pending(client: pg.Client, table: string, steps: readonly Step[]): Promise<Step[]> {
  const applied = await appliedNames(client, table);
  return steps.filter((step) => !applied.has(step.name));
}

async function runStep(client: pg.Client, roles: Roles, table: string, step: Step): Promise<void> {
  const migration = await loadStep(step);
  try {
    await inTransaction(client, async () => {
      await migration.up(schemaOn(client, roles));
      await client.query(`insert into ${identifier(table)} (name) values ($1)`, [step.name]);
    });
  } catch (error) {
    throw new Error(`Migration ${step.name} failed: ${(error as Error).message}`, { cause: error });
  }
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query("begin; set local lock_timeout = '5s'");
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
