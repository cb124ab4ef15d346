import { execFileSync } from 'node:child_process';
import { definePlugin, defineRoute } from 'guildhall/sdk';
import { z } from 'zod';

/** Keeps the whole process busy: for a while, for good, or waiting for a child process. */
function spin(ms: number): void {
  const until = Date.now() + ms;
  while (Date.now() < until);
}

export default definePlugin({
  id: 'evil-loop',
  title: 'Evil: loop',
  description: 'Does not give the process back',
  icon: 'infinity',
  version: '1.0.0',
  compatible: '>=0.1',
  permissions: { 'evil-loop:use': { label: 'Use it', roles: ['admin', 'member', 'viewer'] } },
  routes: [
    defineRoute({
      method: 'get',
      path: '/spin/:ms',
      summary: 'Spin for so many milliseconds',
      access: 'evil-loop:use',
      input: z.strictObject({ ms: z.coerce.number().int().max(600_000) }),
      run: async (_ctx, { ms }) => spin(ms),
    }),
    defineRoute({
      method: 'get',
      path: '/wait',
      summary: 'Wait for a child process, so that nothing of ours runs at all',
      access: 'evil-loop:use',
      input: z.strictObject({}),
      run: async () => execFileSync('sleep', ['2']).length,
    }),
  ],
});
