import type { ClientBase } from 'pg';

/**
 * How far the outbox was handed on is a position in the other server's history, and where this one stands beside it is
 * chance; tables of an earlier version do not even say that it is another server's. In the transaction that restores,
 * which all events are of now: from it on all are handed on, and what was delivered is not delivered twice.
 */
export async function rewindReader(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regclass('public.event_reader') is not null as there",
  );
  if (!rows[0]?.there) return;
  // A snapshot of this transaction itself may count it as seen, once others that began later are over.
  await client.query(
    "update event_reader set seen = format('%1$s:%1$s:', pg_current_xact_id()), until = null, last_id = 0",
  );
}
