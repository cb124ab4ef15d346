import { resolve } from 'node:path';
import { z } from 'zod';
import { addressOf, wholeNumber } from '../kinds.ts';
import { notes } from '../notes.ts';

const postgresAddress = () =>
  addressOf(['postgres:', 'postgresql:'], 'is not an address that starts with postgres:// or postgresql://');
const databaseFix = 'Write it as postgres://user:password@host:5432/database.';

/** What is kept, and where. */
export const storageVariables = {
  DATA_DIR: z
    .string()
    .default('./data')
    .transform((folder) => resolve(folder))
    .register(notes, {
      description:
        'Folder for everything the instance must keep: secrets, the embedded database, uploaded files. Back it up; see [the data folder](data-folder.md).',
      fix: 'Name a folder the server may write to.',
      example: '/var/lib/guildhall',
    }),
  DATABASE_URL: postgresAddress().optional().register(notes, {
    description:
      'PostgreSQL 15 to 18 to use, as the user that owns the database. Without it an embedded PostgreSQL starts in the data folder.',
    fix: databaseFix,
    example: 'postgres://guildhall:password@db.example.com:5432/guildhall',
    secret: true,
  }),
  DATABASE_APP_URL: postgresAddress().optional().register(notes, {
    description:
      'The app role, when it was made by hand instead of by the first start. It must be no superuser, own no table and not bypass row-level security.',
    fix: databaseFix,
    example: 'postgres://guildhall_app:password@db.example.com:5432/guildhall',
    secret: true,
  }),
  DATABASE_POOLER: z
    .string()
    .regex(/^[a-z0-9.-]+:\d{1,5}$/i, 'is not a host and a port')
    .optional()
    .register(notes, {
      description:
        'A PgBouncer in transaction mode, through which requests reach the same database. Migrations and word between processes go on by `DATABASE_URL`; see [scaling](scaling.md).',
      fix: 'Write host:port, such as pgbouncer:6432.',
      example: 'pgbouncer:6432',
    }),
  DATABASE_ROLE_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/, 'is not a lower-case word of at most 40 letters, digits and underscores')
    .default('guildhall')
    .register(notes, {
      description:
        'First part of the names of the database roles (`guildhall_owner`, `guildhall_app`, `guildhall_definer`). Give each instance its own when several share one PostgreSQL server.',
      fix: 'Use a word such as guildhall.',
      example: 'acme',
    }),
  DATABASE_POOL_MAX: wholeNumber(2, 500).default(10).register(notes, {
    description:
      'Most database connections one process opens for its work; up to four more look up settings and watch over it. The embedded PostgreSQL allows 60 in all.',
    fix: 'Use a number from 2 to 500, such as 10.',
    example: '20',
  }),
  REDIS_URL: addressOf(['redis:', 'rediss:'], 'is not an address that starts with redis:// or rediss://')
    .optional()
    .register(notes, {
      description:
        'Redis for word between several processes. It holds nothing that cannot be lost. Without it PostgreSQL carries the word.',
      fix: 'Write it as redis://user:password@host:6379/0.',
      example: 'redis://cache.example.com:6379/0',
      secret: true,
    }),
  BACKUP_DIR: z
    .string()
    .transform((folder) => resolve(folder))
    .optional()
    .register(notes, {
      description:
        'Folder for backups that are made from the page or by a schedule, and by `npm run backup` without `--to`. Without it they go to `backups` in the data folder. Better another disk.',
      fix: 'Name a folder the server may write to.',
      example: '/mnt/backups/guildhall',
    }),
  BACKUP_RECIPIENT: z
    .string()
    .regex(/^age1[0-9a-z]{20,3000}$/, 'is not the public half of an age key')
    .optional()
    .register(notes, {
      description:
        'Encrypts every backup for the holder of one key: its public half, as `npm run backup -- --make-key` prints it. The instance itself cannot open what it wrote; see [backups](backups.md).',
      fix: 'Write the line that begins with age1.',
      example: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
    }),
};
