import type { Terminal } from '../terminal.ts';

/** Prints every plugin as it would come up now. */
export async function listPlugins(terminal: Terminal): Promise<number> {
  const { registry } = await terminal.openRuntime();
  for (const { id, state, declaration, problems } of registry.plugins) {
    terminal.say([id.padEnd(24), (declaration?.version ?? '').padEnd(10), state].join(' '));
    for (const problem of problems) terminal.say(`  ${problem}`);
  }
  return 0;
}
