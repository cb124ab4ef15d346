import { resolve } from 'node:path';
import { z } from 'zod';
import { addressOf, commaList, oneOf, wholeNumber, yesOrNo } from '../kinds.ts';
import { notes } from '../notes.ts';

const packageName = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

/** Which plugins run, and what they may do. */
export const pluginsVariables = {
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
  PLUGIN_INSTALL: oneOf(['off', 'files', 'registry']).default('files').register(notes, {
    description:
      "What the plugin page and the API of the instance may install: nothing, archives an admin uploads and folders on the server, or also packages from the npm registry by name. The command line installs whatever this says. A plugin runs with the server's rights, so see [plugins](plugins.md).",
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
  SAFE_MODE: yesOrNo().default(false).register(notes, {
    description: 'Start the core alone, with no plugin, to repair an instance a plugin keeps from starting.',
    fix: 'Use true or false.',
    example: 'true',
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
  PLUGIN_MEMORY_LIMIT_MB: wholeNumber(16, 65_536).default(256).register(notes, {
    description:
      'How much memory objects made by one plugin may take in one process. Above it in two looks a minute apart, the plugin goes to quarantine; it is told in the log from half of it on.',
    fix: 'Use megabytes from 16 to 65536, such as 256.',
    example: '512',
  }),
  PLUGIN_BLOCK_LIMIT_MS: wholeNumber(500, 600_000).default(10_000).register(notes, {
    description:
      'A plugin whose code keeps the process from answering for so long goes to quarantine at once, and the process ends with exit code 75 to be started anew. Shorter blocks are told in the log; the third of more than a second within ten minutes ends in quarantine too.',
    fix: 'Use milliseconds from 500 to 600000, such as 10000.',
    example: '20000',
  }),
};
