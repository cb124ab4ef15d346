import { join } from 'node:path';
import type { Config } from '../../../config/schema.ts';
import type { FileStore } from './file-store.ts';
import { localFiles } from './local-files.ts';

/** The place where this instance keeps files: its data folder. */
export function filesOf({ config }: { readonly config: Pick<Config, 'dataDir'> }): FileStore {
  return localFiles(join(config.dataDir, 'files'));
}
