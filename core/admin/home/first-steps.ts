import type { Scope } from '../../scope.ts';
import type { Translate } from '../translate.ts';
import type { FirstStep, HomeCard } from './home-model.ts';

export interface Settling {
  readonly scope: Scope;
  readonly translate: Translate;
  readonly cards: readonly HomeCard[];
  /** How many people are active in the workspace. */
  readonly people: number;
}

/** What makes a new workspace useful. Once all is done nothing is left to show. */
export function firstSteps(settling: Settling): FirstStep[] {
  const steps = [importStep(settling), inviteStep(settling), modulesStep(settling)].flat();
  const isOpen = steps.some(({ isDone }) => !isDone);
  return isOpen ? steps : [];
}

/** Lists of people and companies come from elsewhere; what grows here, such as deals, rarely does. */
function importStep({ translate, cards }: Settling): FirstStep[] {
  const card = cards.find(({ importUrl, isMatched }) => importUrl !== null && isMatched);
  if (!card?.importUrl) return [];
  const many = card.manyInline;
  return [
    {
      label: translate('home.step.import', { many }),
      help: translate('home.step.import-help'),
      icon: 'file-upload',
      href: card.importUrl,
      isDone: card.count > 0,
    },
  ];
}

function inviteStep({ scope, translate, people }: Settling): FirstStep[] {
  if (!scope.grants.has('workspace:manage-members')) return [];
  return [
    {
      label: translate('home.step.invite'),
      help: translate('home.step.invite-help'),
      icon: 'user-plus',
      href: `/w/${scope.workspace.slug}/settings/members`,
      isDone: people > 1,
    },
  ];
}

function modulesStep({ scope, translate }: Settling): FirstStep[] {
  if (!scope.grants.has('workspace:manage-modules')) return [];
  return [
    {
      label: translate('home.step.modules'),
      help: translate('home.step.modules-help'),
      icon: 'apps',
      href: `/w/${scope.workspace.slug}/settings/modules`,
      isDone: scope.enabledPlugins.size > 0,
    },
  ];
}
