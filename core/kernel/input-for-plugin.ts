import type { z } from 'zod';
import { parseInput } from '../parse-input.ts';
import type { Runtime } from '../runtime.ts';
import { callPluginSync, type PluginCall } from './call-plugin.ts';

/**
 * What came from outside, checked by a plugin's schema, which may hold code of its own: what that breaks is put
 * down to the plugin. Bad input is no fault. @throws InvalidInput naming every problem
 */
export function inputForPlugin<Output>(
  runtime: Pick<Runtime, 'pluginCalls'>,
  { plugin, what }: PluginCall,
  schema: z.ZodType<Output>,
  input: unknown,
): Output {
  return callPluginSync(runtime, { plugin, what: `${what}, input`, isPart: true }, () =>
    parseInput(schema, input),
  );
}
