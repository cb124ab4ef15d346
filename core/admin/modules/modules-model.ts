import { authorise } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { listModules, type ModuleSummary } from '../../modules/list-modules.ts';
import { mayChangeSettings } from '../../settings/open-settings.ts';
import { groupsOf } from '../../settings/settings-groups.ts';
import type { Asked } from '../routes/asked.ts';
import type { Translate } from '../translate.ts';

/** One module with its switch. */
export interface ModuleCard {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly icon: string;
  readonly version: string;
  readonly isOn: boolean;
  /** What moves the switch; null where it cannot be moved. */
  readonly action: string | null;
  /** What moving it brings along, or why it cannot be moved. */
  readonly note: string | null;
  /** Why moving it just failed. */
  readonly problem: string | null;
  /** Where the workspace sets it up; null where there is nothing to set. */
  readonly settingsUrl: string | null;
}

/** View `settings/modules`. */
export interface ModulesModel {
  readonly title: string;
  readonly modules: readonly ModuleCard[];
}

/** What was asked of a switch that did not move. */
export interface SwitchTrouble {
  readonly id: string;
  readonly message: string;
}

/** @throws NotAllowed */
export async function modulesModel(asked: Asked, trouble: SwitchTrouble | null): Promise<ModulesModel> {
  const { runtime, scope, translate } = asked;
  authorise(viewerOf(runtime, scope), 'workspace:manage-modules');
  return {
    title: translate('settings.modules.title'),
    modules: (await listModules(runtime, scope))
      .sort(runningFirst)
      .map((module) => cardOf(asked, module, trouble)),
  };
}

/** By title among those that run, and among those that do not. */
function runningFirst(one: ModuleSummary, other: ModuleSummary): number {
  const rank = ({ state }: ModuleSummary): number => (state === 'enabled' ? 0 : 1);
  return rank(one) - rank(other);
}

function cardOf(asked: Asked, module: ModuleSummary, trouble: SwitchTrouble | null): ModuleCard {
  const { scope, translate } = asked;
  const { id, title, description, icon, version, isOn, state } = module;
  const hasSwitch = module.comesWith.length === 0;
  const mayMove = hasSwitch && (isOn ? module.neededBy.length === 0 : state === 'enabled');
  const move = isOn ? 'deactivation' : 'activation';
  return {
    ...{ id, title, description, icon, version, isOn },
    action: mayMove ? `/w/${scope.workspace.slug}/settings/modules/${id}/${move}` : null,
    note: noteOf(translate, module),
    problem: trouble?.id === id ? trouble.message : null,
    settingsUrl: settingsUrlOf(asked, id),
  };
}

function settingsUrlOf({ runtime, scope, response }: Asked, id: string): string | null {
  const asker = { scope, person: response.locals.person };
  const groups = groupsOf(runtime.registry, 'workspace', scope.enabledPlugins);
  const mine = groups.some((group) => group.plugin === id && mayChangeSettings(runtime, asker, group));
  return mine ? `/w/${scope.workspace.slug}/settings/modules/${id}` : null;
}

const list = new Intl.ListFormat('en');

function noteOf(translate: Translate, module: ModuleSummary): string | null {
  const { isOn, state, neededBy, alsoOn, comesWith } = module;
  if (comesWith.length > 0 && state === 'enabled') {
    return translate('settings.modules.comes-with', { titles: list.format(comesWith) });
  }
  if (isOn) {
    return neededBy.length > 0
      ? translate('settings.modules.needed-by', { titles: list.format(neededBy) })
      : null;
  }
  if (state === 'quarantined') return translate('settings.modules.broken');
  if (state === 'disabled' || state === 'uninstalled') return translate('settings.modules.set-aside');
  return alsoOn.length > 0 ? translate('settings.modules.also-on', { titles: list.format(alsoOn) }) : null;
}
