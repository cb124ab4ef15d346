import { join } from 'node:path';

/** Holds the plugin that the faults are tried on, and nothing else. */
export const pluginsFolder = join(import.meta.dirname, 'plugins');
export const ledgerFolder = join(pluginsFolder, 'ledger');
