import { defineMigration } from 'guildhall/sdk';

export default defineMigration({
  up: async (schema) => {
    await schema.workspaceTable('tally_marks', (table) => {
      table.integer('number', { required: true });
    });
  },
  down: (schema) => schema.dropTable('tally_marks'),
});
