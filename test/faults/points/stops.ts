import pg from 'pg';
import { withClient } from '../../../core/db/roles/with-client.ts';
import { literal } from '../../../core/db/statement.ts';
import { until } from '../../processes/until.ts';

/**
 * Doors inside PostgreSQL: who comes to a closed one stands there until it is opened, in the middle of a statement or of
 * its commit. The product knows nothing of them.
 */
export interface Stops {
  close(door: string): Promise<void>;
  /** Waits until somebody stands there. @returns what the connection is called */
  standing(door: string): Promise<string>;
  open(door: string): Promise<void>;
  end(): Promise<void>;
}

/** Where a door stands: who writes such a row passes it. */
export interface Doorway {
  readonly table: string;
  readonly on: 'insert' | 'update';
  /** SQL over `new`, and `old` for an update. */
  readonly when: string;
  /** As the transaction commits, when everything is written, instead of with the row. */
  readonly isAtCommit: boolean;
}

const space = 7_301;
const keyOf = (door: string) => `${space}, hashtext(${literal(door)})`;

/** Passing takes a lock that others may share; who closes a door holds it alone. Time-outs do not run there. */
const passing = `
  create schema if not exists doors;
  create or replace function doors.pass() returns trigger language plpgsql set lock_timeout = 0 as $$
    begin
      perform pg_advisory_xact_lock_shared(${space}, hashtext(tg_argv[0]));
      return null;
    end $$;
  create or replace function doors.pass_table() returns event_trigger language plpgsql set lock_timeout = 0 as $$
    declare made record;
    begin
      for made in select object_identity as name from pg_event_trigger_ddl_commands() where object_type = 'table' loop
        perform pg_advisory_xact_lock_shared(${space}, hashtext(made.name));
      end loop;
    end $$`;

const standingSql = `
  select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
  where l.locktype = 'advisory' and not l.granted and a.datname = current_database()
    and l.classid = ${space} and l.objid::bigint = (hashtext($1)::bigint & 4294967295) limit 1`;

export async function makeStops(
  adminUrl: string,
  doorways: readonly (readonly [string, Doorway])[],
): Promise<Stops> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(passing);
  for (const [door, doorway] of doorways) await client.query(doorSql(door, doorway));
  const nameAt = async (door: string): Promise<string | undefined> =>
    (await client.query<{ name: string }>(standingSql, [door])).rows[0]?.name;
  return {
    close: async (door) => void (await client.query(`select pg_advisory_lock(${keyOf(door)})`)),
    async standing(door) {
      await until(async () => (await nameAt(door)) !== undefined);
      return (await nameAt(door)) ?? '';
    },
    open: async (door) => void (await client.query(`select pg_advisory_unlock(${keyOf(door)})`)),
    end: () => client.end(),
  };
}

/** At every table that is made there is a door of its name, such as `public.jobs`. */
export async function doorsAtTables(adminUrl: string): Promise<void> {
  await withClient(adminUrl, (admin) =>
    admin.query(
      "create event trigger doors on ddl_command_end when tag in ('CREATE TABLE') execute function doors.pass_table()",
    ),
  );
}

function doorSql(door: string, { table, on, when, isAtCommit }: Doorway): string {
  const [kind, timing] = isAtCommit
    ? ['constraint trigger', 'deferrable initially deferred']
    : ['trigger', ''];
  return `create ${kind} ${pg.escapeIdentifier(`door ${door}`)} after ${on} on ${pg.escapeIdentifier(table)}
    ${timing} for each row when (${when}) execute function doors.pass(${literal(door)})`;
}
