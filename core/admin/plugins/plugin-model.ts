import type { AuditLine } from '../../kernel/states/audit-trail.ts';
import type { PluginDetails } from '../../lifecycle/overview/plugin-details.ts';
import { widened } from '../../packages/capabilities.ts';
import { noCapabilities } from '../../packages/inspect/inspection.ts';
import type { Translate } from '../translate.ts';
import { mayQuarantine, movesOf, type PluginMove } from './plugin-moves.ts';
import { factsOf } from './plugins-model.ts';
import { type Badge, healthBadge, stateBadge } from './state-badge.ts';

/** View `admin/plugin`. */
export interface PluginModel {
  readonly title: string;
  readonly id: string;
  readonly description: string;
  readonly icon: string;
  readonly isRunning: boolean;
  readonly state: Badge;
  readonly health: Badge | null;
  readonly facts: readonly string[];
  readonly problems: readonly string[];
  readonly isFaulty: boolean;
  /** Said loudly: an upgrade that was taken back, a version that waits. */
  readonly rolledBack: string | null;
  readonly waits: string | null;
  readonly mayRestart: boolean;
  readonly moves: readonly PluginMove[];
  /** Where the form goes that asks why; null where it is in quarantine. */
  readonly quarantineAction: string | null;
  readonly may: readonly Ability[];
  readonly consentWords: string | null;
  readonly checks: readonly {
    readonly title: string;
    readonly message: string;
    readonly badge: Badge | null;
  }[];
  readonly package: PluginDetails['package'];
  readonly trail: readonly TrailLine[];
  readonly moreUrl: string | null;
  readonly uninstallUrl: string | null;
}

export interface Ability {
  readonly words: string;
  /** Did somebody consent to it? */
  readonly isConsented: boolean;
}

export interface TrailLine {
  readonly at: string;
  readonly actor: string;
  readonly words: string;
  readonly reason: string;
}

export interface PluginPage {
  readonly details: PluginDetails;
  readonly mayRestart: boolean;
  /** Lines of the trail that were asked for. */
  readonly most: number;
}

export function pluginModel({ details, mayRestart, most }: PluginPage, translate: Translate): PluginModel {
  const { id, title, description, icon, state, problems, trail, consent, nextVersion } = details;
  return {
    ...{ id, title, description, icon, problems, mayRestart, package: details.package },
    isRunning: state === 'enabled',
    state: stateBadge(state, translate),
    health: healthBadge(state === 'enabled' ? details.health : null, translate),
    facts: [
      ...factsOf(details, translate),
      translate('plugins.in-workspaces', { count: details.workspaces }),
    ],
    isFaulty: state === 'quarantined' || state === 'missing',
    rolledBack: rollBackIn(trail),
    waits: nextVersion ? translate('plugins.waits', { version: nextVersion }) : null,
    moves: movesOf(id, state, translate),
    quarantineAction: mayQuarantine(state) ? `/admin/plugins/${id}/quarantined` : null,
    may: abilitiesOf(details),
    consentWords: consent
      ? translate('plugins.consented', { name: consent.by, version: consent.version })
      : null,
    checks: details.checks.map((check) => ({
      title: check.title,
      message: check.message ?? '',
      badge: healthBadge(check.status, translate),
    })),
    trail: trail.map((line) => trailLine(line, translate)),
    moreUrl: trail.length === most ? `/admin/plugins/${id}?trail=${most * 4}#trail` : null,
    uninstallUrl:
      state === 'uninstalled' && !details.hasTables ? null : `/admin/plugins/${id}/uninstallation`,
  };
}

function abilitiesOf({ declared, unconsented }: PluginDetails): Ability[] {
  return widened(noCapabilities, declared).map((words) => ({
    words,
    isConsented: !unconsented.includes(words),
  }));
}

const upgrades = ['plugin.rollback', 'plugin.upgrade', 'plugin.install', 'plugin.version'];

/** The last upgrade, where it was taken back. */
function rollBackIn(trail: readonly AuditLine[]): string | null {
  const last = trail.find(({ action }) => upgrades.includes(action));
  return last?.action === 'plugin.rollback' ? last.reason : null;
}

function trailLine({ at, actor, action, from, to, reason }: AuditLine, translate: Translate): TrailLine {
  const [, word = ''] = action.split('.');
  const move = to ? `${from ?? '–'} → ${to}` : '';
  return { at, actor, reason, words: [translate(`plugins.trail.${word}`), move].filter(Boolean).join(' ') };
}
