import { packageVersion } from '../../package-root.ts';
import { inspectPlugins } from '../../packages/inspect/inspect-plugins.ts';
import { presentCandidates } from '../../packages/preview.ts';
import { Conflict } from '../../sdk/index.ts';
import type { UninstallingRuntime } from './uninstall-plugin.ts';

/** @throws Conflict that names what stands on it */
export async function refuseWhileRequired(runtime: UninstallingRuntime, id: string): Promise<void> {
  const { atRest, candidates } = await presentCandidates(runtime);
  const order = { atRest, candidates, incoming: null, version: packageVersion() };
  const [found] = await inspectPlugins({ ...order, limitMs: runtime.config.pluginStartTimeoutMs });
  const standing = found.filter((plugin) => Object.hasOwn(plugin.requires, id)).map(({ title }) => title);
  if (standing.length === 0) return;
  const titles = new Intl.ListFormat('en').format(standing);
  throw new Conflict(`${titles} stand on "${id}". Uninstall or disable them first.`, {
    dependants: standing,
  });
}
