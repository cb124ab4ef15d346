import type { CoreMigration } from '../core/db/migrations/steps.ts';

/**
 * A place before everything may be one that the restore of an earlier archive left: until it has been left behind, what was
 * delivered is not forgotten. For any other place it is the same place.
 */
export default {
  async up(schema) {
    await schema.sql(`do $$ begin
      perform set_config('app.workspace_id', '', true);
      update event_reader set loaded_in = pg_snapshot_xmin(seen::pg_snapshot)
      where loaded_in is null and until is null and exists (select from listeners)
        and seen = pg_snapshot_xmin(seen::pg_snapshot) || ':' || pg_snapshot_xmin(seen::pg_snapshot) || ':';
    end $$`);
  },

  async down() {
    // Nothing to take back: handing on clears it.
  },
} satisfies CoreMigration;
