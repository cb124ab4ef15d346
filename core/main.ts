import { runCommand } from './boot/run-command.ts';

const exitCode = await runCommand(process.argv.slice(2));

// A plugin's timer must not keep a stopped process alive.
process.exit(exitCode);
