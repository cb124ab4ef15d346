import type { CoreMigration } from '../core/db/migrations/steps.ts';

const outsideWorkspaces = "nullif(current_setting('app.workspace_id', true), '') is null";

/** Events that nobody has handed on to their listeners yet. */
const waiting = `
  select count(e.id)::integer, (extract(epoch from now() - min(e.at)) * 1000)::double precision
  from event_reader r left join events e
    on e.xid >= pg_snapshot_xmin(r.seen::pg_snapshot) and not pg_visible_in_snapshot(e.xid, r.seen::pg_snapshot)
    and e.id > r.last_id
  where ${outsideWorkspaces}`;

/** What each listener has before it: deliveries that have not ended, and how old the event of the oldest is. */
const behind = `
  select job, plugin, count(*)::integer, (extract(epoch from now() - min(created_at)) * 1000)::double precision
  from jobs where ${outsideWorkspaces} and kind = 'delivery' and state in ('ready', 'delayed', 'running')
  group by 1, 2`;

export default {
  async up(schema) {
    await schema.definerFunction({
      name: 'events_waiting',
      parameters: '',
      returns: 'table (count integer, oldest_ms double precision)',
      language: 'sql',
      body: waiting,
      tables: { events: 'select', event_reader: 'select' },
    });
    await schema.definerFunction({
      name: 'listeners_behind',
      parameters: '',
      returns: 'table (listener text, plugin text, count integer, oldest_ms double precision)',
      language: 'sql',
      body: behind,
      tables: { jobs: 'select' },
    });
  },

  async down(schema) {
    await schema.sql('drop function listeners_behind()');
    await schema.sql('drop function events_waiting()');
  },
} satisfies CoreMigration;
