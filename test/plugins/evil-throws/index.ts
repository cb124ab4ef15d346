import { definePlugin, defineResource, defineRoute, defineWidget, text } from 'guildhall/sdk';
import { z } from 'zod';

function fail(where: string): never {
  throw new Error(`evil-throws threw in ${where}`);
}

const rule = () => fail('a rule');
const thing = (name: string, table: string, read: string | (() => boolean)) =>
  defineResource(
    `evil-throws.${name}`,
    { name: text({ required: true }) },
    {
      table,
      title: ['name'],
      create: ['name'],
      update: ['name'],
      access: { read, create: rule, update: rule, remove: rule },
      visible: rule,
      list: { columns: ['name'], filter: [], sort: [], search: ['name'] },
    },
  );
const [seen, ruled] = [
  thing('thing', 'evil_throws_things', 'evil-throws:use'),
  thing('rule', 'evil_throws_rules', rule),
];

/** Throws wherever it is called: at once, in a promise, as something that is no error, in a widget, in a rule. */
export default definePlugin({
  id: 'evil-throws',
  title: 'Evil: throws',
  description: 'Throws wherever it is called',
  icon: 'bomb',
  version: '1.0.0',
  compatible: '>=0.1',
  permissions: { 'evil-throws:use': { label: 'Use it', roles: ['admin', 'member', 'viewer'] } },
  routes: [
    defineRoute({
      method: 'get',
      path: '/now',
      summary: 'Throw at once',
      access: 'evil-throws:use',
      input: z.strictObject({}),
      run: () => fail('a route'),
    }),
    defineRoute({
      method: 'get',
      path: '/text',
      summary: 'Throw what is no error',
      access: 'evil-throws:use',
      input: z.strictObject({}),
      run: async () => {
        throw 'just a text';
      },
    }),
  ],
  resources: [seen, ruled],
  menu: [
    { label: 'Throwing things', icon: 'bomb', resource: seen },
    { label: 'Throwing rules', icon: 'bomb', resource: ruled },
  ],
  widgets: [
    defineWidget({
      id: 'evil-throws.box',
      title: 'Throws',
      permission: 'evil-throws:use',
      view: 'box',
      model: async () => fail('a widget'),
    }),
  ],
});
