import { realpathSync } from 'node:fs';
import type { Candidate } from '../find/candidate.ts';

/** Which plugin's code stands nearest to the throw, by the files its stack names; undefined when none does. */
export type PluginInStack = (stack: string) => string | undefined;

/** Folders are looked up once. Node names files by where they really are. */
export function pluginInStack(
  plugins: readonly Pick<Candidate, 'name' | 'folder' | 'codeFolder'>[],
): PluginInStack {
  const folders = plugins.flatMap(({ name, folder, codeFolder }) =>
    [...new Set([folder, codeFolder].flatMap((one) => [one, realFolder(one)]))].map(
      (one) => [`${one}/`, name] as const,
    ),
  );
  // A plugin may lie below another's folder, so the longest name is the right one.
  folders.sort(([one], [other]) => other.length - one.length);
  return (stack) => {
    for (const line of stack.split('\n')) {
      const found = folders.find(([folder]) => line.includes(folder));
      if (found) return found[1];
    }
    return undefined;
  };
}

function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
