import { definePlugin, defineRoute } from 'guildhall/sdk';
import { z } from 'zod';

const kept: unknown[] = [];

/** Keeps a megabyte of objects at each call. */
export default definePlugin({
  id: 'evil-leaks',
  title: 'Evil: leaks',
  description: 'Never lets go of what it made',
  icon: 'droplet',
  version: '1.0.0',
  compatible: '>=0.1',
  permissions: { 'evil-leaks:use': { label: 'Use it', roles: ['admin', 'member', 'viewer'] } },
  routes: [
    defineRoute({
      method: 'get',
      path: '/more',
      summary: 'Keep more',
      access: 'evil-leaks:use',
      input: z.strictObject({}),
      run: async () => kept.push(Array.from({ length: 10_000 }, (_, at) => ({ at, text: `kept ${at}` }))),
    }),
  ],
});
