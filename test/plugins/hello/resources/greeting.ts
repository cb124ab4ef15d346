import { choice, day, defineResource, type Row, text } from 'guildhall/sdk';

const fields = {
  name: text({ required: true, max: 200 }),
  dueOn: day(),
  tone: choice({ warm: 'Warm', formal: 'Formal' }, { default: 'warm' }),
};
export type Greeting = Row<typeof fields>;

export const greeting = defineResource('hello.greeting', fields, {
  table: 'hello_greetings',
  icon: 'puzzle',
  title: ['name'],
  create: ['name', 'dueOn', 'tone'],
  update: ['name', 'dueOn', 'tone'],
  access: { read: 'hello:read', create: 'hello:write', update: 'hello:write', remove: 'hello:write' },
  list: {
    columns: ['name', 'tone', 'dueOn'],
    filter: ['dueOn', 'tone'],
    sort: ['name', 'dueOn'],
    search: ['name'],
  },
});
