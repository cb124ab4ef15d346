import type { PluginCall } from '../kernel/call-plugin.ts';
import type { Runtime } from '../runtime.ts';
import { DomainError } from '../sdk/index.ts';

/** Time and failures by plugin and kind of call, such as `route` or `job`. */
export function measurePlugins({ pluginCalls, metrics }: Pick<Runtime, 'pluginCalls' | 'metrics'>): void {
  pluginCalls.observe({
    ended(call, ms, error) {
      const labels = { plugin: call.plugin, kind: kindOf(call) };
      metrics.pluginCalls.observe(labels, ms / 1_000);
      // A refusal with a reason is the plugin at work, not a fault of it.
      if (error !== undefined && !(error instanceof DomainError)) metrics.pluginErrors.inc(labels);
    },
  });
}

function kindOf({ what }: PluginCall): string {
  return what.split(' ', 1)[0] ?? '';
}
