import { inInstance, type UnitOfWork } from '../db/unit-of-work.ts';
import { worksOf } from '../jobs/works-of.ts';
import type { Registry } from '../kernel/registry.ts';
import type { Runtime } from '../runtime.ts';
import type { Listener } from '../sdk/index.ts';

/** A listener as the outbox knows it. */
interface ListenerRow {
  readonly id: string;
  readonly plugin: string;
  readonly needs: readonly string[];
  readonly is_in_order: boolean;
  readonly max_attempts: number;
  readonly events: readonly string[];
}

/**
 * Writes down who listens to what, so that events wait for them whichever process runs. New ones hear what
 * happens from now on; those of plugins in quarantine keep their place, others that are gone lose it after a day, since
 * processes of two versions run side by side while an instance is upgraded.
 */
export async function registerListeners({ database, registry, config }: Runtime): Promise<void> {
  if (config.safeMode) return;
  const rows = registry.contributions.listens.map(({ plugin, item }) => rowOf(registry, plugin, item));
  const resting = registry.plugins.filter(({ state }) => state === 'quarantined').map(({ id }) => id);
  await inInstance(database, async (unit) => {
    await unit.run({ text: "select pg_advisory_xact_lock(hashtext('guildhall:listeners'))", values: [] });
    await unit.run({ text: remove, values: [rows.map(({ id }) => id), resting] });
    await write(unit, rows);
  });
}

function rowOf(registry: Registry, plugin: string, listener: Listener): ListenerRow {
  const declaration = registry.plugins.find(({ id }) => id === plugin)?.declaration;
  return {
    id: listener.id,
    plugin,
    needs: declaration?.bridge ? Object.keys(declaration.requires ?? {}) : [plugin],
    is_in_order: listener.order !== 'none',
    max_attempts: worksOf(registry).get(listener.id)?.attempts ?? 1,
    events: eventsOf(listener),
  };
}

function eventsOf(listener: Listener): string[] {
  if (listener.event) return [listener.event.id];
  const { of, kinds } = listener.changes;
  return kinds.map((kind) => `${of.id}.${kind}`);
}

const remove = `delete from listeners where not (id = any($1)) and not (plugin = any($2))
  and seen_at < now() - interval '1 day'`;

const upsert = `
  insert into listeners (id, plugin, needs, is_in_order, max_attempts)
  select id, plugin, needs, is_in_order, max_attempts
  from jsonb_to_recordset($1::jsonb) as new (id text, plugin text, needs text[], is_in_order boolean, max_attempts integer)
  on conflict (id) do update set plugin = excluded.plugin, needs = excluded.needs,
    is_in_order = excluded.is_in_order, max_attempts = excluded.max_attempts, seen_at = now()`;

const hear = `
  insert into listener_events (event, listener)
  select event, id from jsonb_to_recordset($1::jsonb) as new (id text, events text[]), unnest(events) as event`;

async function write(unit: UnitOfWork, rows: readonly ListenerRow[]): Promise<void> {
  const text = JSON.stringify(rows);
  await unit.run({ text: upsert, values: [text] });
  await unit.run({
    text: 'delete from listener_events where listener = any($1)',
    values: [rows.map(({ id }) => id)],
  });
  await unit.run({ text: hear, values: [text] });
}
