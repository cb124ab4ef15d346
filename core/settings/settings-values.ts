import { currentCall } from '../kernel/call-plugin.ts';
import { gate } from '../kernel/gate.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { type Fields, humanise, NotConfigured, type Settings, type SettingsValues } from '../sdk/index.ts';
import { instanceOwner } from '../secrets/instance-secrets.ts';
import { openSealed } from '../secrets/open-sealed.ts';
import { isSecret } from './settings-groups.ts';
import { rememberedSettings } from './settings-memory.ts';
import { type SettingsOwner, theInstance } from './settings-owner.ts';
import type { StoredSettings } from './stored-settings.ts';

/**
 * The values of a group for whoever acts, defaults and opened secrets included.
 * @throws NotConfigured while something it cannot do without is not filled in
 */
export async function settingsValues<F extends Fields>(
  runtime: Runtime,
  scope: Scope,
  typed: Settings<F>,
): Promise<SettingsValues<Settings<F>>> {
  const group = typed as unknown as Settings;
  const plugin = ownerOf(runtime, group.id);
  gate(scope, plugin);
  const owner = settingsOwner(scope, group);
  const stored = owner ? await rememberedSettings(runtime, owner, group.id) : nothing;
  const pairs = Object.keys(group.fields).map(
    async (name) => [name, await settingValue(runtime, owner, group, stored, name)] as const,
  );
  const values = await Promise.all(pairs);
  const missing = values.filter(([name, value]) => value === null && group.fields[name]?.required);
  if (missing.length > 0)
    throw notConfigured(
      runtime,
      plugin,
      group,
      missing.map(([name]) => name),
    );
  return Object.fromEntries(values) as SettingsValues<Settings<F>>;
}

const nothing: StoredSettings = { values: {}, secrets: new Map() };

/** What a plugin set up for itself is for nobody else to read. */
function ownerOf({ registry }: Runtime, id: string): string {
  const plugin = registry.contributions.settings.find(({ item }) => item.id === id)?.plugin;
  if (!plugin) throw new Error(`No plugin declares the settings ${id}. List them under "settings".`);
  const caller = currentCall()?.plugin;
  if (caller !== undefined && caller !== plugin) {
    throw new Error(
      `Plugin "${caller}" reads the settings of "${plugin}". Offer what it needs as a service.`,
    );
  }
  return plugin;
}

function settingsOwner({ workspace, actor }: Scope, { scope }: Settings): SettingsOwner | null {
  if (scope === 'instance') return theInstance;
  if (scope === 'workspace') return { scope, workspaceId: workspace.id };
  return actor.userId === null ? null : { scope, userId: actor.userId };
}

async function settingValue(
  runtime: Runtime,
  owner: SettingsOwner | null,
  group: Settings,
  { values, secrets }: StoredSettings,
  name: string,
): Promise<unknown> {
  if (!isSecret(group, name)) return values[name] ?? group.fields[name]?.default ?? null;
  const secret = secrets.get(name);
  if (!secret || !owner) return null;
  const whose = owner.scope === 'workspace' ? owner.workspaceId : instanceOwner;
  return openSealed(runtime, { owner: whose, place: secret.place }, secret.sealed);
}

function notConfigured({ registry }: Runtime, plugin: string, group: Settings, names: readonly string[]) {
  const title = registry.plugins.find(({ id }) => id === plugin)?.declaration?.title ?? plugin;
  const labels = names.map((name) => group.fields[name]?.label ?? humanise(name));
  const what = new Intl.ListFormat('en').format(labels);
  return new NotConfigured(`${title} is not set up yet: fill in ${what} under "${group.title}".`, {
    settings: group.id,
    fields: names,
  });
}
