import { processMemory } from '../access/process-memory.ts';
import type { Runtime } from '../runtime.ts';
import { ownerKey, type SettingsOwner } from './settings-owner.ts';
import { loadSettings, type StoredSettings } from './stored-settings.ts';

/** Told with the owner whenever settings changed. */
export const settingsTopic = 'settings';

/** Word of a change ends it at once; should word get lost, this does. */
const maxAgeMs = 10_000;
const most = 5_000;
const memory = processMemory({ topic: settingsTopic, maxAgeMs, most, load: loadByKey });

/** What is stored, remembered by this process until somebody changes any. Secrets stay sealed in it. */
export async function rememberedSettings(
  runtime: Runtime,
  owner: SettingsOwner,
  group: string,
): Promise<StoredSettings> {
  const stored = await memory.of(runtime, JSON.stringify([owner, group]));
  return stored ?? { values: {}, secrets: new Map() };
}

function loadByKey(runtime: Runtime, key: string): Promise<StoredSettings> {
  const [owner, group] = JSON.parse(key) as [SettingsOwner, string];
  return loadSettings(runtime, owner, group);
}

export function tellSettingsChanged({ broadcast }: Runtime, owner: SettingsOwner): Promise<void> {
  return broadcast.tell(settingsTopic, ownerKey(owner));
}
