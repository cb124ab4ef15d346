import type { Database } from '../../db/database.ts';
import { readInstance } from '../../db/read-instance.ts';
import { inInstance } from '../../db/unit-of-work.ts';

/** What an admin of the instance should know of a plugin, and has not read. */
export interface PluginAlert {
  readonly plugin: string;
  readonly kind: 'resting' | 'quarantined';
  /** What failed last, and how. */
  readonly what: string;
  readonly reason: string;
  /** RFC 3339. */
  readonly since: string;
}

const unread = `
  with held as (
    select id as plugin, 'quarantined' as kind, '' as what, coalesce(held_reason, problems ->> 0, '') as reason,
      changed_at as since from plugin_states where state = 'quarantined'
  ),
  resting as (
    select id as plugin, 'resting' as kind, what, reason, opened_at as since from plugin_breakers
    where closed_at is null and id not in (select plugin from held)
  )
  select a.* from (select * from held union all select * from resting) a
  left join plugin_alert_readings r on r.user_id = $1 and r.plugin = a.plugin and r.read_until >= a.since
  where r.plugin is null order by a.since desc limit 5`;

/** The newest first; each opening of a breaker and each quarantine is told until it has been read. */
export function unreadAlerts(database: Database, userId: string): Promise<PluginAlert[]> {
  return readInstance<PluginAlert>(database, { text: unread, values: [userId] });
}

const read = `
  insert into plugin_alert_readings (user_id, plugin, read_until) values ($1, $2, now())
  on conflict (user_id, plugin) do update set read_until = excluded.read_until`;

/** They know; told again once it happens again. */
export async function readAlert(database: Database, userId: string, plugin: string): Promise<void> {
  await inInstance(database, (unit) => unit.run({ text: read, values: [userId, plugin] }));
}
