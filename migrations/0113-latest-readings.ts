import type { CoreMigration } from '../core/db/migrations/steps.ts';

/** The last reading of each meter in each workspace, for who looks at all of them beside each other. */
const latest = `
  select distinct on (r.workspace_id, r.meter) r.workspace_id, r.meter, r.amount from meter_readings r
  where nullif(current_setting('app.workspace_id', true), '') is null and r.day > since
  order by r.workspace_id, r.meter, r.day desc`;

export default {
  async up(schema) {
    await schema.definerFunction({
      name: 'meter_readings_latest',
      parameters: 'since date',
      returns: 'table (workspace_id uuid, meter text, amount bigint)',
      language: 'sql',
      body: latest,
      tables: { meter_readings: 'select' },
    });
  },
  async down(schema) {
    await schema.sql('drop function meter_readings_latest(date)');
  },
} satisfies CoreMigration;
