import type { FoundPlugin } from '../../core/kernel/registry.ts';
import type { TestRuntime } from '../../core/testing/test-runtime.ts';

export function findPlugin({ runtime }: Pick<TestRuntime, 'runtime'>, id: string): FoundPlugin {
  const found = runtime.registry.plugins.find((plugin) => plugin.id === id);
  if (!found) throw new Error(`The registry does not know ${id}.`);
  return found;
}
