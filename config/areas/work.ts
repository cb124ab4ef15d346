import { z } from 'zod';
import { oneOf, wholeNumber } from '../kinds.ts';
import { notes } from '../notes.ts';

/** Work in the background and watching over it. */
export const workVariables = {
  JOB_CONCURRENCY: wholeNumber(1, 200).default(4).register(notes, {
    description:
      'How many jobs one process works on at a time. Each may hold a database connection, so it is never more than half of DATABASE_POOL_MAX.',
    fix: 'Use a number from 1 to 200, such as 4.',
    example: '16',
  }),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .register(notes, {
      description: 'Least serious message that is logged.',
      fix: 'Use info, or debug while you look for something.',
      example: 'debug',
    }),
  LIVENESS_PATIENCE_SECONDS: wholeNumber(5, 86_400).default(240).register(notes, {
    description:
      'How long the database may be away before `/health/live` says that the process should be replaced. See [monitoring](monitoring.md).',
    fix: 'Use seconds from 5 to 86400, such as 240.',
    example: '600',
  }),
  METRICS_TOKEN: z.string().min(16, 'is shorter than 16 characters').optional().register(notes, {
    description:
      'Who sends it as `Authorization: Bearer …` may read `/metrics` from anywhere. Without it only requests from the same machine may, and none that came through a proxy.',
    fix: 'Use at least 16 random characters, for example from: openssl rand -hex 24.',
    example: '(48 hexadecimal digits)',
    secret: true,
  }),
};
