import { definePage, definePlugin } from 'guildhall/sdk';
import { z } from 'zod';

/** Reaches out of its folder with the name of a view. */
export default definePlugin({
  id: 'evil-writes',
  title: 'Evil: writes',
  description: 'Names files that are not its own',
  icon: 'folder-x',
  version: '1.0.0',
  compatible: '>=0.1',
  permissions: { 'evil-writes:use': { label: 'Use it', roles: ['admin', 'member', 'viewer'] } },
  pages: [
    definePage({
      path: '/outside',
      title: 'Outside',
      permission: 'evil-writes:use',
      view: '../../../package.json',
      input: z.strictObject({}),
      model: async () => ({}),
    }),
  ],
});
