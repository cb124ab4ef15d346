import { isWorking, type LoadedPlugin, quarantined, type WorkingPlugin } from './loaded-plugin.ts';
import { requiredBy } from './order-plugins.ts';
import { complaint, sentenceOf } from './problem.ts';

/** What went wrong in a step, as a sentence for the admin. */
type Step = (plugin: WorkingPlugin) => Promise<string | null>;

/**
 * Takes the working plugins one by one in their order. One that fails is set aside, and so is
 * what requires it, with the reason; the others go on.
 */
export async function eachInOrder(plugins: readonly LoadedPlugin[], step: Step): Promise<LoadedPlugin[]> {
  const settled = new Map<string, LoadedPlugin>();
  const outcome: LoadedPlugin[] = [];
  for (const plugin of plugins) {
    const next = await settle(withoutSupport(plugin, settled), step);
    settled.set(plugin.id, next);
    outcome.push(next);
  }
  return outcome;
}

/** The same without a step: only what stands on the broken is set aside. */
export function setDependantsAside(plugins: readonly LoadedPlugin[]): Promise<LoadedPlugin[]> {
  return eachInOrder(plugins, async () => null);
}

async function settle(plugin: LoadedPlugin, step: Step): Promise<LoadedPlugin> {
  if (!isWorking(plugin)) return plugin;
  const failure = await step(plugin);
  return failure === null ? plugin : quarantined(plugin, sentenceOf(plugin.id, complaint('', failure)));
}

function withoutSupport(plugin: LoadedPlugin, settled: ReadonlyMap<string, LoadedPlugin>): LoadedPlugin {
  if (!isWorking(plugin)) return plugin;
  const fallen = requiredBy(plugin)
    .flatMap((id) => settled.get(id) ?? [])
    .filter((one) => !isWorking(one));
  const reasons = fallen.map((one) =>
    sentenceOf(plugin.id, complaint(`requires.${one.id}`, supportLost(one))),
  );
  return reasons.length > 0 ? quarantined(plugin, ...reasons) : plugin;
}

function supportLost({ id, state, problems }: LoadedPlugin): string {
  const cause = problems[0] ?? 'no reason is known.';
  return `it needs "${id}", which is ${state}. ${cause}`;
}
