import { z } from 'zod';
import { addressOf, commaList, oneOf, wholeNumber, yesOrNo } from '../kinds.ts';
import { notes } from '../notes.ts';

const hostOrRange = /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:.]+)(\/\d{1,3})?$/i;

/** Where the server listens and how it answers. */
export const serverVariables = {
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
  PUBLIC_URL: addressOf(['http:', 'https:'], 'is not an address that starts with http:// or https://')
    .transform((address) => address.replace(/\/+$/, ''))
    .optional()
    .register(notes, {
      description:
        'The address people type, used in links, e-mails and cookies. An `https` address makes cookies secure-only. Without it, links use the address the server listens on.',
      fix: 'Write the address as people see it, without a path.',
      example: 'https://crm.example.com',
    }),
  TRUST_PROXY: wholeNumber(0, 10).default(0).register(notes, {
    description:
      'How many reverse proxies stand in front of the server. `0` ignores forwarded addresses; a number that is too high lets clients forge theirs.',
    fix: 'Use the number of proxies, usually 0 or 1.',
    example: '1',
  }),
  REQUEST_TIMEOUT_MS: wholeNumber(1_000, 600_000).default(60_000).register(notes, {
    description:
      'A request whose answer has not begun after this time is answered with 503. Statements of the database end after 15 s by themselves.',
    fix: 'Use milliseconds from 1000 to 600000, such as 60000.',
    example: '30000',
  }),
  STOP_DELAY_MS: wholeNumber(0, 10_000).optional().register(notes, {
    description:
      'How long a process that is told to stop (SIGTERM) still takes requests while it says that it is not ready, so that the proxy in front notices. Without it: 5000 for the command `web`, 0 for `all`.',
    fix: 'Use milliseconds from 0 to 10000: more than the time after which your proxy takes a server for gone.',
    example: '3000',
  }),
  ACTIONS_PER_MINUTE: wholeNumber(60, 100_000_000).default(1_200).register(notes, {
    description:
      'How many writes of records and other actions one person or one API key may ask for in a minute in a workspace, at all doors and processes together. More is answered by 429 with `Retry-After`. One call of `bulk` counts once.',
    fix: 'Use a number from 60 to 100000000, such as 1200.',
    example: '6000',
  }),
  RESTARTABLE: yesOrNo().default(false).register(notes, {
    description:
      'Does something start the process again when it ends with exit code 75? Then the plugin page may restart it to load a plugin. `npm start` does so by itself; say yes where a container or service manager restarts on failure.',
    fix: 'Use true or false.',
    example: 'true',
  }),
  PUBLIC_API_DOCS: yesOrNo().default(false).register(notes, {
    description:
      'Show the REST API description (`/api/openapi.json` and its page) to visitors who are not signed in.',
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
};
