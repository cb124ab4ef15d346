import type { Runtime } from '../runtime.ts';
import type { Settings } from '../sdk/index.ts';
import { isSecret } from './settings-groups.ts';
import { rememberedSettings } from './settings-memory.ts';
import type { SettingsOwner } from './settings-owner.ts';

/** A group as it may be shown: of a secret only whether it is set. */
export interface DescribedSettings {
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly scope: Settings['scope'];
  readonly values: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, { readonly isSet: boolean; readonly setAt: string | null }>>;
}

export async function describedSettings(
  runtime: Runtime,
  owner: SettingsOwner,
  group: Settings,
): Promise<DescribedSettings> {
  const stored = await rememberedSettings(runtime, owner, group.id);
  const names = Object.keys(group.fields);
  const open = names.filter((name) => !isSecret(group, name));
  const { id, title, description = null, scope } = group;
  return {
    ...{ id, title, description, scope },
    values: Object.fromEntries(
      open.map((name) => [name, stored.values[name] ?? group.fields[name]?.default ?? null]),
    ),
    secrets: Object.fromEntries(
      names
        .filter((name) => isSecret(group, name))
        .map((name) => {
          const setAt = stored.secrets.get(name)?.setAt ?? null;
          return [name, { isSet: setAt !== null, setAt }];
        }),
    ),
  };
}
