import type { CoreMigration } from '../core/db/migrations/steps.ts';

/** One reading a day and meter; the latest of a day holds. */
const readings = [
  'meter text not null check (char_length(meter) <= 120)',
  'day date not null',
  'amount bigint not null check (amount >= 0)',
  'measured_at timestamptz(3) not null default now()',
];

export default {
  async up(schema) {
    await schema.plainWorkspaceTable('meter_readings', readings, ['meter', 'day']);
  },
  async down(schema) {
    await schema.sql('drop table meter_readings');
  },
} satisfies CoreMigration;
