import { EventEmitter } from 'node:events';
import { connect } from 'node:net';
import { definePlugin, defineRoute } from 'guildhall/sdk';
import { z } from 'zod';

/** Answers well, and leaves behind what fails later: a timer, a promise, a socket, an event. */
const ways = {
  timer: () => setTimeout(() => explode('a timer'), 1),
  promise: () => setTimeout(() => void Promise.reject(new Error('evil-timers rejected in a promise')), 1),
  tick: () => process.nextTick(() => explode('a tick')),
  microtask: () => queueMicrotask(() => explode('a microtask')),
  socket: () => connect(1, '127.0.0.1'),
  event: () =>
    setTimeout(() => new EventEmitter().emit('error', new Error('evil-timers emitted an error')), 1),
} as const;

function explode(where: string): never {
  throw new Error(`evil-timers threw in ${where}`);
}

export default definePlugin({
  id: 'evil-timers',
  title: 'Evil: timers',
  description: 'Fails after it has answered',
  icon: 'alarm',
  version: '1.0.0',
  compatible: '>=0.1',
  permissions: { 'evil-timers:use': { label: 'Use it', roles: ['admin', 'member', 'viewer'] } },
  routes: [
    defineRoute({
      method: 'get',
      path: '/later/:way',
      summary: 'Fail later',
      access: 'evil-timers:use',
      input: z.strictObject({ way: z.enum(['timer', 'promise', 'tick', 'microtask', 'socket', 'event']) }),
      run: async (_ctx, { way }) => {
        ways[way]();
        return 'well, so far';
      },
    }),
    defineRoute({
      method: 'get',
      path: '/for-ever',
      summary: 'Go on failing, whatever becomes of the plugin',
      access: 'evil-timers:use',
      input: z.strictObject({}),
      run: async () => {
        setInterval(() => explode('an interval'), 200);
        return 'well, so far';
      },
    }),
  ],
});
