import { z } from 'zod';
import { notes } from '../notes.ts';

/** Keys the instance signs and seals with. */
export const secretsVariables = {
  SESSION_SECRET: z.string().min(32, 'is shorter than 32 characters').optional().register(notes, {
    description:
      'Key that signs session cookies. Without it the first start creates one in the data folder; set it when several machines share one database.',
    fix: 'Use at least 32 random characters, for example from: openssl rand -hex 32.',
    example: '(64 hexadecimal digits)',
    secret: true,
  }),
  SECRETS_KEY: z.string().min(32, 'is shorter than 32 characters').optional().register(notes, {
    description:
      'Key that encrypts stored secrets, such as API keys in settings. Without it the first start creates one in the data folder; set it when several machines share one database. Lose it and the stored secrets are lost.',
    fix: 'Use at least 32 random characters, for example from: openssl rand -hex 32.',
    example: '(64 hexadecimal digits)',
    secret: true,
  }),
  SECRETS_KEY_PREVIOUS: z.string().min(32, 'is shorter than 32 characters').optional().register(notes, {
    description:
      'The value SECRETS_KEY had before, while stored secrets are moved to a new one; see [stored secrets](secrets.md). Take it away afterwards.',
    fix: 'Use the key that SECRETS_KEY held before.',
    example: '(64 hexadecimal digits)',
    secret: true,
  }),
};
