import type { Plugin } from '../sdk/index.ts';
import type { Candidate } from './find/candidate.ts';
import type { FoundPlugin } from './registry.ts';

/** A plugin on its way up. Steps never change one, they give another. */
export interface LoadedPlugin extends FoundPlugin {
  readonly codeFolder: string;
  /** The name of its folder or package. */
  readonly foundAs: string;
  /** Was it left alone, by a decision? */
  readonly isAtRest: boolean;
}

export type WorkingPlugin = LoadedPlugin & { readonly declaration: Plugin; readonly state: 'enabled' };

export function isWorking(plugin: LoadedPlugin): plugin is WorkingPlugin {
  return plugin.state === 'enabled' && plugin.declaration !== null;
}

/** Set aside with the reasons, which keep the order they were found in. */
export function quarantined(plugin: LoadedPlugin, ...problems: readonly string[]): LoadedPlugin {
  return { ...plugin, state: 'quarantined', problems: [...plugin.problems, ...problems] };
}

/** Why one is not looked into: an admin's decision, or safe mode. */
export interface Rest {
  readonly id: string;
  readonly state: Exclude<LoadedPlugin['state'], 'enabled'>;
  readonly reason: string;
}

export function setAside({ name, folder, codeFolder }: Candidate, { id, state, reason }: Rest): LoadedPlugin {
  const common = { folder, codeFolder, foundAs: name, isAtRest: true, declaration: null } as const;
  return { ...common, id, state, problems: [reason] };
}
