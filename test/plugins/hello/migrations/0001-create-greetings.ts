import { defineMigration } from 'guildhall/sdk';

export default defineMigration({
  up: (schema) =>
    schema.workspaceTable('hello_greetings', (table) => {
      table.text('name', { required: true, max: 200 });
      table.day('due_on');
      table.filterIndex('due_on');
      table.sortIndex('due_on');
      table.sortIndex('name');
      table.searchable('name');
    }),
  down: (schema) => schema.dropTable('hello_greetings'),
});
