import { z } from 'zod';
import { defineEvent } from './event.ts';

/**
 * Settings of a workspace were changed: which group, and which of its fields; read the values anew.
 *
 * @example defineListener('mail.reconnect', { title: 'Connect anew', event: settingsChanged, run: reconnect });
 */
export const settingsChanged = defineEvent(
  'core.settings.changed',
  z.object({ group: z.string(), fields: z.array(z.string()) }),
);
