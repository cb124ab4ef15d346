import type { CoreMigration } from '../core/db/migrations/steps.ts';

/** How each person has arranged the tiles of a workspace's home: an ordered list of `{ id, isHidden }`. */
const migration: CoreMigration = {
  async up(schema) {
    await schema.plainWorkspaceTable(
      'home_arrangements',
      [
        'user_id uuid not null',
        'tiles jsonb not null',
        'updated_at timestamptz(3) not null default now()',
        'foreign key (workspace_id, user_id) references memberships (workspace_id, id) on delete cascade',
      ],
      ['user_id'],
    );
  },
  async down(schema) {
    await schema.dropTable('home_arrangements');
  },
};

export default migration;
