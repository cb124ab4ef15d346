import { roleNotes } from '../../access/roles.ts';
import { defaultPlugins } from '../../modules/enable-defaults.ts';
import type { Runtime } from '../../runtime.ts';
import type { BuiltInRole } from '../../sdk/index.ts';
import { currencies, locales, timezones } from '../../workspaces/regional-settings.ts';
import type { ModuleOption, Option, RegionalOptions, RoleOption } from './models.ts';

interface Chosen {
  readonly currency: string;
  readonly timezone: string;
  readonly locale: string;
}

export function regionalOptions({ currency, timezone, locale }: Chosen): RegionalOptions {
  return {
    currencies: currencies.map((one) => ({ ...one, isSelected: one.value === currency })),
    timezones: timezoneOptions(timezone),
    locales: localeOptions(locale),
  };
}

export function timezoneOptions(chosen: string): Option[] {
  return timezones.map((zone) => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
    isSelected: zone === chosen,
  }));
}

export function localeOptions(chosen: string): Option[] {
  return Object.entries(locales).map(([value, label]) => ({ value, label, isSelected: value === chosen }));
}

export function roleOptions(offered: readonly BuiltInRole[], chosen: string): RoleOption[] {
  return offered.map((role) => ({ value: role, ...roleNotes[role], isSelected: role === chosen }));
}

/** The plugins that run here; those on by default are chosen until somebody chooses. */
export function moduleOptions(runtime: Runtime, chosen: readonly string[] | null): ModuleOption[] {
  const ticked = new Set(chosen ?? defaultPlugins(runtime));
  return runtime.registry.plugins.flatMap(({ id, state, declaration }) => {
    if (state !== 'enabled' || !declaration || declaration.bridge) return [];
    const { title, description, icon } = declaration;
    return [{ id, title, description, icon, isChosen: ticked.has(id) }];
  });
}
