import type { PluginArchive } from '../../lifecycle/archives/list-archives.ts';
import type { PluginOverview } from '../../lifecycle/overview/plugin-overview.ts';
import { type WayToInstall, waysToInstall } from '../../packages/offers/ways-to-install.ts';
import type { Runtime } from '../../runtime.ts';
import type { Translate } from '../translate.ts';
import { type ArchiveLine, archiveLine } from './archive-model.ts';
import { movesOf, type PluginMove } from './plugin-moves.ts';
import { type Badge, healthBadge, stateBadge } from './state-badge.ts';

/** A plugin as the admin of the instance sees it. */
export interface PluginLine {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly icon: string;
  readonly isRunning: boolean;
  readonly state: Badge;
  readonly health: Badge | null;
  /** Version, what it is made for, what it needs, what it brings. */
  readonly facts: readonly string[];
  readonly problems: readonly string[];
  /** How many there are, in words, where they are too many to be shown at once. */
  readonly problemWords: string | null;
  /** Are they faults, rather than somebody's decision? */
  readonly isFaulty: boolean;
  readonly moves: readonly PluginMove[];
}

/** View `admin/plugins`. */
export interface PluginsModel {
  readonly title: string;
  /** One sentence when something does not run. */
  readonly trouble: string | null;
  readonly plugins: readonly PluginLine[];
  readonly archives: readonly ArchiveLine[];
  /** Can it start itself anew? */
  readonly mayRestart: boolean;
  readonly install: InstallForms | null;
}

/** What may be installed from this page; null where nothing may. */
export interface InstallForms {
  readonly ways: Readonly<Record<WayToInstall, boolean>>;
  readonly registry: string;
  readonly values: Readonly<Record<'folder' | 'name' | 'sha256', string>>;
  readonly problems: Readonly<Record<string, string>>;
  readonly notice: string | null;
}

export const emptyForms = {
  values: { folder: '', name: '', sha256: '' },
  problems: {},
  notice: null,
} satisfies Pick<InstallForms, 'values' | 'problems' | 'notice'>;

export interface PluginsPage {
  readonly config: Runtime['config'];
  readonly overviews: readonly PluginOverview[];
  readonly archives: readonly PluginArchive[];
  readonly forms?: Pick<InstallForms, 'values' | 'problems' | 'notice'>;
}

export function pluginsModel(
  { config, overviews, archives, forms = emptyForms }: PluginsPage,
  translate: Translate,
): PluginsModel {
  const broken = overviews.filter(isFaulty).length;
  return {
    title: translate('plugins.title'),
    trouble: broken > 0 ? translate('plugins.trouble', { count: broken }) : null,
    mayRestart: config.restartable,
    plugins: [...overviews].sort(brokenFirst).map((plugin) => lineOf(plugin, translate)),
    archives: archives.map(archiveLine),
    install: installForms(config, forms),
  };
}

function installForms(
  config: PluginsPage['config'],
  forms: Pick<InstallForms, 'values' | 'problems' | 'notice'>,
): InstallForms | null {
  const allowed = waysToInstall(config);
  if (allowed.length === 0) return null;
  const mayBy = (way: WayToInstall) => allowed.includes(way);
  const ways = { upload: mayBy('upload'), folder: mayBy('folder'), registry: mayBy('registry') };
  return { ...forms, ways, registry: config.pluginRegistry };
}

function isFaulty({ state }: PluginOverview): boolean {
  return state === 'quarantined' || state === 'missing';
}

const few = 5;

function brokenFirst(one: PluginOverview, other: PluginOverview): number {
  const rank = (plugin: PluginOverview): number =>
    isFaulty(plugin) ? 0 : plugin.state === 'uninstalled' ? 2 : 1;
  return rank(one) - rank(other) || one.id.localeCompare(other.id);
}

function lineOf(plugin: PluginOverview, translate: Translate): PluginLine {
  const { id, title, description, icon, state, health, problems } = plugin;
  return {
    ...{ id, title, description, icon, problems },
    url: `/admin/plugins/${id}`,
    isRunning: state === 'enabled',
    state: stateBadge(state, translate),
    health: healthBadge(state === 'enabled' ? health : null, translate),
    facts: factsOf(plugin, translate),
    isFaulty: isFaulty(plugin),
    moves: movesOf(id, state, translate),
    problemWords: problems.length > few ? translate('plugins.problems', { count: problems.length }) : null,
  };
}

/** What is to be known of a plugin at a glance. */
export function factsOf(
  { version, nextVersion, declaration }: PluginOverview,
  translate: Translate,
): string[] {
  const { compatible: range, requires = {}, resources = [] } = declaration ?? {};
  const needs = Object.entries(requires).map(([id, wanted]) => `${id} ${wanted}`);
  return [
    ...(version ? [translate('plugins.version', { version })] : []),
    ...(nextVersion ? [translate('plugins.next-version', { version: nextVersion })] : []),
    ...(range ? [translate('plugins.compatible', { range })] : []),
    ...(needs.length > 0 ? [translate('plugins.needs', { titles: needs.join(', ') })] : []),
    ...(resources.length > 0 ? [translate('plugins.records', { count: resources.length })] : []),
  ];
}
