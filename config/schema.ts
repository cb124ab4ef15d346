import { resolve } from 'node:path';
import { z } from 'zod';
import { addressOf, commaList, oneOf, wholeNumber, yesOrNo } from './variables.ts';

/** What the reference page and an error say about a variable. */
export interface VariableNotes {
  readonly description: string;
  readonly fix: string;
  readonly example: string;
  readonly secret?: boolean;
}

const notes = z.registry<VariableNotes>();

const postgresAddress = () =>
  addressOf(['postgres:', 'postgresql:'], 'is not an address that starts with postgres:// or postgresql://');
const databaseFix = 'Write it as postgres://user:password@host:5432/database.';
const packageName = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

const hostOrRange = /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:.]+)(\/\d{1,3})?$/i;

/** The whole configuration: one key per environment variable. Add a variable here and nowhere else. */
export const environmentSchema = z.object({
  NODE_ENV: oneOf(['development', 'production', 'test']).default('production').register(notes, {
    description:
      'How the instance runs. `development` reloads templates and shows error details on the page; `test` is for the test suite.',
    fix: 'Use production unless you develop.',
    example: 'production',
  }),
  HOST: z.string().default('127.0.0.1').register(notes, {
    description:
      'Network address to listen on. The default answers on this machine only; `0.0.0.0` answers on every interface (the container image sets it).',
    fix: 'Use 127.0.0.1 behind a proxy on the same machine, 0.0.0.0 in a container.',
    example: '0.0.0.0',
  }),
  PORT: wholeNumber(0, 65535).default(3000).register(notes, {
    description: 'TCP port to listen on. `0` takes any free port and prints it.',
    fix: 'Use a free port such as 3000.',
    example: '8080',
  }),
  WORKER_PORT: wholeNumber(0, 65535).default(3001).register(notes, {
    description:
      'TCP port on which the command `worker` answers health checks. `0` takes any free port and prints it. See [processes](processes.md).',
    fix: 'Use a free port such as 3001.',
    example: '9001',
  }),
  STOP_DELAY_MS: wholeNumber(0, 10_000).optional().register(notes, {
    description:
      'How long a process that is told to stop (SIGTERM) still takes requests while it says that it is not ready, so that the proxy in front notices. Without it: 5000 for the command `web`, 0 for `all`.',
    fix: 'Use milliseconds from 0 to 10000: more than the time after which your proxy takes a server for gone.',
    example: '3000',
  }),
  PUBLIC_URL: addressOf(['http:', 'https:'], 'is not an address that starts with http:// or https://')
    .transform((address) => address.replace(/\/+$/, ''))
    .optional()
    .register(notes, {
      description:
        'The address people type, used in links, e-mails and cookies. An `https` address makes cookies secure-only. Without it, links use the address the server listens on.',
      fix: 'Write the address as people see it, without a path.',
      example: 'https://crm.example.com',
    }),
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
    description: 'Most database connections one process opens. The embedded PostgreSQL allows 60 in all.',
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
  PLUGINS: commaList(packageName, 'holds a word that is no npm package name').default([]).register(notes, {
    description: 'Plugins to load from npm packages, in addition to the plugins folder; separated by commas.',
    fix: 'List package names, separated by commas.',
    example: '@acme/guildhall-fleet,guildhall-wiki',
  }),
  PLUGINS_DIR: z
    .string()

    .default('./plugins')
    .transform((folder) => resolve(folder))
    .register(notes, {
      description: 'Folder in which each sub-folder is a plugin.',
      fix: 'Name the folder that holds the plugin folders.',
      example: './plugins',
    }),
  PLUGIN_START_TIMEOUT_MS: wholeNumber(100, 600_000).default(10_000).register(notes, {
    description: 'How long one plugin may take to start before the rest goes on without it.',
    fix: 'Use milliseconds from 100 to 600000, such as 10000.',
    example: '30000',
  }),
  PLUGIN_CALL_TIMEOUT_MS: wholeNumber(100, 600_000).default(15_000).register(notes, {
    description:
      'How long code of a plugin may take while somebody waits for the answer. Widgets, panels and pages get a third of it, search a fifth, and what is done once, such as filling a workspace, four times as much.',
    fix: 'Use milliseconds from 100 to 600000, such as 15000.',
    example: '30000',
  }),
  PLUGIN_BREAKER_FAULTS: wholeNumber(1, 10_000).default(10).register(notes, {
    description:
      'So many faults of a plugin within PLUGIN_BREAKER_WINDOW_MS hold it back for a moment, if at least half of its calls failed. Bad input, missing rights and clients that hang up are no faults.',
    fix: 'Use a number from 1 to 10000, such as 10.',
    example: '20',
  }),
  PLUGIN_BREAKER_WINDOW_MS: wholeNumber(100, 3_600_000).default(30_000).register(notes, {
    description: 'Over how long the faults of a plugin are counted.',
    fix: 'Use milliseconds from 100 to 3600000, such as 30000.',
    example: '60000',
  }),
  PLUGIN_BREAKER_PAUSE_MS: wholeNumber(100, 300_000).default(15_000).register(notes, {
    description:
      'How long a plugin is held back at first. Each further time within an hour doubles it, up to five minutes.',
    fix: 'Use milliseconds from 100 to 300000, such as 15000.',
    example: '30000',
  }),
  PLUGIN_QUARANTINE_AFTER: wholeNumber(1, 1_000_000).default(4).register(notes, {
    description:
      'Held back so often within an hour, a plugin goes to quarantine for everybody, until an admin releases it.',
    fix: 'Use a number from 1, such as 4.',
    example: '10',
  }),
  JOB_CONCURRENCY: wholeNumber(1, 200).default(4).register(notes, {
    description:
      'How many jobs one process works on at a time. Each may hold a database connection, so it is never more than half of DATABASE_POOL_MAX.',
    fix: 'Use a number from 1 to 200, such as 4.',
    example: '16',
  }),
  PLUGIN_BLOCK_LIMIT_MS: wholeNumber(500, 600_000).default(10_000).register(notes, {
    description:
      'A plugin whose code keeps the process from answering for so long goes to quarantine at once, and the process ends with exit code 75 to be started anew. Shorter blocks are told in the log; the third of more than a second within ten minutes ends in quarantine too.',
    fix: 'Use milliseconds from 500 to 600000, such as 10000.',
    example: '20000',
  }),
  SAFE_MODE: yesOrNo().default(false).register(notes, {
    description: 'Start the core alone, with no plugin, to repair an instance a plugin keeps from starting.',
    fix: 'Use true or false.',
    example: 'true',
  }),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .register(notes, {
      description: 'Least serious message that is logged.',
      fix: 'Use info, or debug while you look for something.',
      example: 'debug',
    }),
  REQUEST_TIMEOUT_MS: wholeNumber(1_000, 600_000).default(60_000).register(notes, {
    description:
      'A request whose answer has not begun after this time is answered with 503. Statements of the database end after 15 s by themselves.',
    fix: 'Use milliseconds from 1000 to 600000, such as 60000.',
    example: '30000',
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
  TRUST_PROXY: wholeNumber(0, 10).default(0).register(notes, {
    description:
      'How many reverse proxies stand in front of the server. `0` ignores forwarded addresses; a number that is too high lets clients forge theirs.',
    fix: 'Use the number of proxies, usually 0 or 1.',
    example: '1',
  }),
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
  PUBLIC_API_DOCS: yesOrNo().default(false).register(notes, {
    description:
      'Show the REST API description (`/api/openapi.json` and its page) to visitors who are not signed in.',
    fix: 'Use true or false.',
    example: 'true',
  }),
  PLUGIN_INSTALL: oneOf(['off', 'files', 'registry']).default('files').register(notes, {
    description:
      "What the plugin page may install: nothing, archives an admin uploads, or also packages from the npm registry by name. The command line installs whatever this says. A plugin runs with the server's rights, so see [plugins](plugins.md).",
    fix: 'Use off, files or registry.',
    example: 'registry',
  }),
  PLUGIN_REGISTRY: addressOf(['http:', 'https:'], 'is not an address that starts with http:// or https://')
    .transform((address) => address.replace(/\/+$/, ''))
    .default('https://registry.npmjs.org')
    .register(notes, {
      description: 'npm registry that plugins are fetched from by name.',
      fix: 'Write the address of the registry.',
      example: 'https://npm.example.com',
    }),
  RESTARTABLE: yesOrNo().default(false).register(notes, {
    description:
      'Does something start the process again when it ends with exit code 75? Then the plugin page may restart it to load a plugin. `npm start` does so by itself; say yes where a container or service manager restarts on failure.',
    fix: 'Use true or false.',
    example: 'true',
  }),
  OUTBOUND_ALLOW: commaList(hostOrRange, 'holds a word that is no host, address or range')
    .default([])
    .register(notes, {
      description:
        'Hosts, addresses and ranges inside your network that the instance and its plugins may ask, also without https; separated by commas. Without it only public addresses are asked, and only by https.',
      fix: 'List hosts or ranges, separated by commas.',
      example: 'erp.internal.example,10.1.0.0/16',
    }),
});

export type EnvironmentVariable = keyof typeof environmentSchema.shape;

export const environmentVariables = Object.keys(environmentSchema.shape) as EnvironmentVariable[];

export function notesOf(variable: EnvironmentVariable): VariableNotes {
  const found = notes.get(environmentSchema.shape[variable]);
  if (!found) throw new Error(`The variable ${variable} is not described in config/schema.ts.`);
  return found;
}

type Environment = z.infer<typeof environmentSchema>;

type CamelCase<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}${Capitalize<CamelCase<Tail>>}`
  : Lowercase<S>;

/** The checked configuration; each key is its environment variable in camelCase (`DATA_DIR` is `dataDir`). */
export type Config = {
  readonly [Key in keyof Environment as CamelCase<Key & string>]: Readonly<Environment[Key]>;
};
