// The command line: `npm run guildhall -- plugins list`. What the commands are stands in core/cli.
import { stopWithParent } from './stop-with-parent.mjs';

process.env.NODE_ENV ||= 'production';
process.setSourceMapsEnabled(true);

stopWithParent();
process.argv.splice(2, 0, 'cli');
await import('../dist/core/main.js');
