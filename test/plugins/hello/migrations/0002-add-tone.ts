import { defineMigration } from 'guildhall/sdk';

export default defineMigration({
  up: (schema) =>
    schema.alterTable('hello_greetings', (table) => {
      table.choice('tone', ['warm', 'formal'], { default: 'warm' });
      table.filterIndex('tone');
    }),
  down: (schema) => schema.dropColumn('hello_greetings', 'tone'),
});
