import type { FoundPlugin } from '../../kernel/registry.ts';
import type { HeldPlugin } from '../../kernel/states/held-plugins.ts';
import type { Runtime } from '../../runtime.ts';
import type { Translate } from '../translate.ts';

/** A plugin as the admin of the instance sees it. */
export interface PluginLine {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly icon: string;
  readonly state: FoundPlugin['state'];
  readonly stateWords: string;
  /** Version, what it is made for, what it needs, what it brings. */
  readonly facts: readonly string[];
  readonly problems: readonly string[];
  /** How many there are, in words, where they are too many to be shown at once. */
  readonly problemWords: string | null;
  /** What the admin may do with it: where the form goes, and the word on its button. */
  readonly moves: readonly { readonly action: string; readonly label: string }[];
}

/** View `admin/plugins`. */
export interface PluginsModel {
  readonly title: string;
  /** One sentence when something does not run. */
  readonly trouble: string | null;
  readonly plugins: readonly PluginLine[];
  /** Can it start itself anew? */
  readonly mayRestart: boolean;
}

export function pluginsModel(
  { registry, pluginStates, config }: Pick<Runtime, 'registry' | 'pluginStates' | 'config'>,
  translate: Translate,
): PluginsModel {
  const plugins = registry.plugins.map((plugin) => asHeld(plugin, pluginStates.heldOf(plugin.id)));
  const broken = plugins.filter(({ state }) => state === 'quarantined').length;
  return {
    title: translate('plugins.title'),
    trouble: broken > 0 ? translate('plugins.trouble', { count: broken }) : null,
    mayRestart: config.restartable,
    plugins: plugins.sort(brokenFirst).map((plugin) => lineOf(plugin, translate)),
  };
}

/** A decision made since the start counts before how it came up. */
function asHeld(plugin: FoundPlugin, held: HeldPlugin | null): FoundPlugin {
  return held ? { ...plugin, state: held.as, problems: [held.reason] } : plugin;
}

const moves = {
  enabled: [['disabled', 'plugins.disable']],
  disabled: [['installed', 'plugins.enable']],
  uninstalled: [['installed', 'plugins.enable']],
  quarantined: [
    ['installed', 'plugins.release'],
    ['disabled', 'plugins.disable'],
  ],
} as const;

function movesOf({ id, state }: FoundPlugin, translate: Translate): PluginLine['moves'] {
  return moves[state].map(([to, key]) => ({ action: `/admin/plugins/${id}/${to}`, label: translate(key) }));
}

const few = 5;

function brokenFirst(one: FoundPlugin, other: FoundPlugin): number {
  const rank = ({ state }: FoundPlugin): number => (state === 'quarantined' ? 0 : 1);
  return rank(one) - rank(other) || one.id.localeCompare(other.id);
}

function lineOf(plugin: FoundPlugin, translate: Translate): PluginLine {
  const { id, state, declaration, problems } = plugin;
  return {
    id,
    title: declaration?.title ?? id,
    description: declaration?.description ?? '',
    icon: declaration?.icon ?? 'plug',
    state,
    stateWords: translate(`plugins.state.${state}`),
    facts: declaration ? factsOf(declaration, translate) : [],
    problems,
    moves: movesOf(plugin, translate),
    problemWords: problems.length > few ? translate('plugins.problems', { count: problems.length }) : null,
  };
}

type Declaration = NonNullable<FoundPlugin['declaration']>;

function factsOf(declaration: Declaration, translate: Translate): string[] {
  const { version, compatible: range, requires = {}, resources = [] } = declaration;
  const needs = Object.entries(requires).map(([id, wanted]) => `${id} ${wanted}`);
  return [
    translate('plugins.version', { version }),
    translate('plugins.compatible', { range }),
    ...(needs.length > 0 ? [translate('plugins.needs', { titles: needs.join(', ') })] : []),
    ...(resources.length > 0 ? [translate('plugins.records', { count: resources.length })] : []),
  ];
}
