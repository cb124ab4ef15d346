import type { PluginInStack } from '../../kernel/import/plugin-in-stack.ts';
import type { Sight } from './main-thread.ts';
import type { Culprit } from './messages.ts';

/** What the main thread says of the call it is in. */
export interface SaidCall {
  readonly plugin: string;
  readonly what: string;
  readonly workspace?: string | undefined;
}

/** Whose code the main thread was found in; null when no plugin has to do with it. */
export function culpritOf({ stack, call }: Sight, inStack: PluginInStack): Culprit | null {
  const said = call === null ? null : (JSON.parse(call) as SaidCall);
  const plugin = inStack(stack) ?? said?.plugin;
  if (plugin === undefined) return null;
  const isSaid = said?.plugin === plugin;
  return {
    plugin,
    what: isSaid ? said.what : 'something it began by itself',
    workspace: isSaid ? said.workspace : undefined,
    place: placeIn(stack, (line) => inStack(line) === plugin),
  };
}

/** The line of the plugin nearest to where it stood, else the nearest line there is. */
function placeIn(stack: string, isIts: (line: string) => boolean): string {
  // Our own question stands on top.
  const lines = stack.split('\n').filter((line) => /^\s+at /.test(line) && !line.includes('(eval at '));
  const line = lines.find(isIts) ?? lines[0] ?? 'somewhere';
  return line.trim().replace(/^at /, '').replace('file://', '');
}
