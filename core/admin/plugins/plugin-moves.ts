import type { LifecycleState } from '../../kernel/states/lifecycle.ts';
import type { Translate } from '../translate.ts';

/** What the admin may do with a plugin: where the form goes, and the word on its button. */
export interface PluginMove {
  readonly action: string;
  readonly label: string;
}

const moves: Readonly<Record<LifecycleState, readonly (readonly [to: string, key: string])[]>> = {
  discovered: [['disabled', 'plugins.disable']],
  installed: [['disabled', 'plugins.disable']],
  enabled: [['disabled', 'plugins.disable']],
  disabled: [['installed', 'plugins.enable']],
  uninstalled: [['installed', 'plugins.enable']],
  quarantined: [
    ['installed', 'plugins.release'],
    ['disabled', 'plugins.disable'],
  ],
  missing: [],
};

export function movesOf(id: string, state: LifecycleState, translate: Translate): PluginMove[] {
  return moves[state].map(([to, key]) => ({ action: `/admin/plugins/${id}/${to}`, label: translate(key) }));
}

const running: readonly LifecycleState[] = ['discovered', 'installed', 'enabled', 'disabled'];

/** To be put in quarantine is no button beside the others: it asks why. */
export function mayQuarantine(state: LifecycleState): boolean {
  return running.includes(state);
}
