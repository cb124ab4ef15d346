import { join } from 'node:path';
import { loadConfig } from '../../config/load-config.ts';
import { createClosing } from '../../core/boot/closing.ts';
import { openRuntime } from '../../core/boot/open-runtime.ts';
import { startImports } from '../../core/imports/start-imports.ts';
import { folderCandidate } from '../../core/kernel/find/folder-candidates.ts';
import { packageRoot } from '../../core/package-root.ts';
import { testRoles } from '../../core/testing/template-database.ts';
import { testLog } from '../../core/testing/test-log.ts';

/** A process of its own that works on imports until it is killed: `import-process.ts <owner url> <app url> <data folder>`. */
const [ownerUrl = '', appUrl = '', dataDir = ''] = process.argv.slice(2);
const log = testLog();
const runtime = await openRuntime({
  config: loadConfig({ NODE_ENV: 'test', DATA_DIR: dataDir, DATABASE_POOL_MAX: '4' }),
  target: { ownerUrl, roles: testRoles },
  appUrl,
  candidates: [folderCandidate(join(packageRoot(), 'test', 'fixtures', 'plugins', 'address-book'))],
  log,
  closing: createClosing(log),
});
startImports(runtime);
process.stdout.write('ready\n');
