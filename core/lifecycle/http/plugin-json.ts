import type { PluginDetails } from '../overview/plugin-details.ts';
import type { PluginOverview } from '../overview/plugin-overview.ts';

/** A plugin as programs see it. */
export function overviewJson(plugin: PluginOverview) {
  const { id, title, description, state, problems, version, nextVersion, health, declaration } = plugin;
  return {
    ...{ id, title, description, state, problems, version, nextVersion, health, package: plugin.package },
    compatible: declaration?.compatible ?? null,
    requires: declaration?.requires ?? {},
  };
}

export function detailsJson(plugin: PluginDetails) {
  const { declared, consent, unconsented, checks, workspaces, trail } = plugin;
  return {
    ...overviewJson(plugin),
    ...{ capabilities: declared, consent, unconsented, checks, workspaces, trail },
  };
}
