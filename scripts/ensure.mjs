// Makes everything the other commands need, and does nothing, fast, when all is there.
// Runs before any package is installed, so it may import nothing but Node itself.
import { checkNodeVersion } from './ensure/node-version.mjs';
import { isSealed } from './ensure/sealed.mjs';

checkNodeVersion();
if (isSealed()) process.exit();
const { ensurePackages } = await import('./ensure/packages.mjs');
const { repairEmbeddedPostgres } = await import('./ensure/embedded-postgres.mjs');
const { linkItself } = await import('./ensure/self-link.mjs');
const { ensureBuild } = await import('./ensure/build.mjs');

const wantsTools = process.argv.includes('--with-tools');
const wantsBuild = !process.argv.includes('--no-build');

ensurePackages({ wantsTools });
repairEmbeddedPostgres();
linkItself();
if (wantsBuild) await ensureBuild();
