import { join } from 'node:path';
import { stepsIn } from '../../db/migrations/steps.ts';
import { checkCandidates } from '../../kernel/check-candidates.ts';
import { setDependantsAside } from '../../kernel/each-in-order.ts';
import type { Candidate } from '../../kernel/find/candidate.ts';
import { importPlugin } from '../../kernel/import/import-plugin.ts';
import { preparePluginModules } from '../../kernel/import/plugin-modules.ts';
import { isWorking, type LoadedPlugin } from '../../kernel/loaded-plugin.ts';
import { orderPlugins } from '../../kernel/order-plugins.ts';

import { type Inspected, type InspectionOrder, noCapabilities } from './inspection.ts';

/** Reads declarations in a process of its own, which knows no secrets and ends with the answer. */
async function inspect(order: InspectionOrder): Promise<Inspected[]> {
  const { incoming, atRest, limitMs, version } = order;
  await preparePluginModules([...order.candidates, ...(incoming ? [incoming] : [])]);
  const id = incoming ? await idOf(incoming, limitMs) : null;
  const others = order.candidates.filter(({ name }) => name !== id);
  const all = incoming ? [...others, incoming] : others;
  const resting = atRest.filter((one) => one !== id);
  const checked = await checkCandidates(all, limitMs, resting, version);
  const ordered = await setDependantsAside(orderPlugins(checked));
  return Promise.all(ordered.map((plugin) => describe(plugin, incoming)));
}

async function idOf(candidate: Candidate, limitMs: number): Promise<string | null> {
  const { exported } = await importPlugin(candidate, limitMs);
  return (exported as { id?: string } | undefined)?.id ?? null;
}

async function describe(plugin: LoadedPlugin, incoming: Candidate | null): Promise<Inspected> {
  const { id, foundAs, folder, codeFolder, declaration, problems } = plugin;
  const {
    title = id,
    description = '',
    version = null,
    compatible = null,
    requires = {},
  } = declaration ?? {};
  return {
    ...{ id, foundAs, title, description, version, compatible, requires: { ...requires } },
    isIncoming: folder === incoming?.folder,
    isBroken: !isWorking(plugin),
    problems: [...problems],
    capabilities: { ...noCapabilities, ...(declaration?.capabilities as object | undefined) },
    permissions: Object.values(declaration?.permissions ?? {}).map(({ label }) => label),
    steps: (await stepsIn(join(codeFolder, 'migrations'))).map(({ name }) => name),
  };
}

async function inspectEach(orders: readonly InspectionOrder[]): Promise<Inspected[][]> {
  const found: Inspected[][] = [];
  for (const order of orders) found.push(await inspect(order));
  return found;
}

process.once('message', (orders: InspectionOrder[]) => {
  inspectEach(orders).then(
    (found) => process.send?.(found, () => process.exit(0)),
    (error: unknown) => process.send?.({ failed: String(error) }, () => process.exit(1)),
  );
});
