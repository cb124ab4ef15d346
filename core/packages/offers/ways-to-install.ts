import type { Config } from '../../../config/schema.ts';
import { NotAllowed } from '../../sdk/index.ts';

/** How a package may come over the web: as a file, from a folder on the server, or by name from the registry. */
export type WayToInstall = 'upload' | 'folder' | 'registry';

const ways: Readonly<Record<Config['pluginInstall'], readonly WayToInstall[]>> = {
  off: [],
  files: ['upload', 'folder'],
  registry: ['upload', 'folder', 'registry'],
};

/** What PLUGIN_INSTALL lets the plugin page and the API do. The command line installs whatever it says. */
export function waysToInstall({ pluginInstall }: Pick<Config, 'pluginInstall'>): readonly WayToInstall[] {
  return ways[pluginInstall];
}

/** @throws NotAllowed with the setting that forbids it */
export function assertMayInstall(config: Pick<Config, 'pluginInstall'>, way?: WayToInstall): void {
  const allowed = waysToInstall(config);
  if (way ? allowed.includes(way) : allowed.length > 0) return;
  throw new NotAllowed(
    `PLUGIN_INSTALL is "${config.pluginInstall}" on this instance, which does not let plugins be installed this way. Use the command line, or change the setting.`,
  );
}
