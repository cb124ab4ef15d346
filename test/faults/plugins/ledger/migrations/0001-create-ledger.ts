import { defineMigration } from 'guildhall/sdk';

export default defineMigration({
  up: async (schema) => {
    await schema.workspaceTable('ledger_entries', (table) => {
      table.text('booking', { required: true, max: 60 });
      table.integer('amount', { required: true });
      table.filterIndex('booking');
      table.sortIndex('booking');
    });
    await schema.workspaceTable('ledger_effects', (table) => {
      table.text('booking', { required: true, max: 60 });
      table.choice('cause', ['heard', 'carried', 'handed'], { required: true });
      table.filterIndex('booking');
      table.sortIndex('booking');
    });
  },
  down: async (schema) => {
    await schema.dropTable('ledger_effects');
    await schema.dropTable('ledger_entries');
  },
});
