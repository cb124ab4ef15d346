import { definePlugin, defineRoute } from 'guildhall/sdk';
import { z } from 'zod';

/** Never ends: by itself, or within the database. */
export default definePlugin({
  id: 'evil-hangs',
  title: 'Evil: hangs',
  description: 'Never answers, and keeps what it was given',
  icon: 'hourglass-empty',
  version: '1.0.0',
  compatible: '>=0.1',
  permissions: { 'evil-hangs:use': { label: 'Use it', roles: ['admin', 'member', 'viewer'] } },
  routes: [
    defineRoute({
      method: 'get',
      path: '/forever',
      summary: 'Never answer',
      access: 'evil-hangs:use',
      input: z.strictObject({}),
      run: () => new Promise(() => undefined),
    }),
    defineRoute({
      method: 'get',
      path: '/query',
      summary: 'Let the database sleep',
      access: 'evil-hangs:use',
      input: z.strictObject({}),
      run: (ctx) => ctx.db.sql('select pg_sleep(60)'),
    }),
  ],
});
