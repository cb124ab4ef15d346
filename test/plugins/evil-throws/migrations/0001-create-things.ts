import { defineMigration } from 'guildhall/sdk';

export default defineMigration({
  async up(schema) {
    for (const name of ['evil_throws_things', 'evil_throws_rules']) {
      await schema.workspaceTable(name, (table) => {
        table.text('name', { required: true });
      });
    }
  },
  async down(schema) {
    for (const name of ['evil_throws_rules', 'evil_throws_things']) await schema.dropTable(name);
  },
});
