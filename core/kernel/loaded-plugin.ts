import type { Plugin } from '../sdk/index.ts';
import type { Candidate } from './find/candidate.ts';
import type { FoundPlugin } from './registry.ts';

/** A plugin on its way up. Steps never change one, they give another. */
export interface LoadedPlugin extends FoundPlugin {
  readonly codeFolder: string;
}

export type WorkingPlugin = LoadedPlugin & { readonly declaration: Plugin; readonly state: 'enabled' };

export function isWorking(plugin: LoadedPlugin): plugin is WorkingPlugin {
  return plugin.state === 'enabled' && plugin.declaration !== null;
}

/** Set aside with the reasons, which keep the order they were found in. */
export function quarantined(plugin: LoadedPlugin, ...problems: readonly string[]): LoadedPlugin {
  return { ...plugin, state: 'quarantined', problems: [...plugin.problems, ...problems] };
}

/** Not looked into: an admin's decision or safe mode. */
export function setAside({ name, folder, codeFolder }: Candidate, reason: string): LoadedPlugin {
  return { id: name, folder, codeFolder, state: 'disabled', declaration: null, problems: [reason] };
}
