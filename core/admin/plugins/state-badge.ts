import type { LifecycleState } from '../../kernel/states/lifecycle.ts';
import type { PluginHealth } from '../../lifecycle/overview/plugin-overview.ts';
import type { Translate } from '../translate.ts';

export interface Badge {
  readonly words: string;
  /** Class of its colour. */
  readonly tone: string;
}

const stateTones: Partial<Record<LifecycleState, string>> = {
  enabled: 'tone-green',
  quarantined: 'tone-red',
  missing: 'tone-red',
};

export function stateBadge(state: LifecycleState, translate: Translate): Badge {
  return { words: translate(`plugins.state.${state}`), tone: stateTones[state] ?? 'tone-plain' };
}

const healthTones = {
  good: 'tone-green',
  degraded: 'tone-yellow',
  failed: 'tone-red',
  resting: 'tone-yellow',
};

/** Null where it says nothing of its health. */
export function healthBadge(health: PluginHealth, translate: Translate): Badge | null {
  if (health === null) return null;
  return { words: translate(`plugins.health.${health}`), tone: healthTones[health] };
}
