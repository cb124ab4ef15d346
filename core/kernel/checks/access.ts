import type { Check } from './check.ts';
import { checkRule } from './permissions.ts';

/** Every permission that a resource or a verb of one asks for is registered by someone. */
export const checkAccess: Check = function* (plugin, company) {
  for (const { id, options } of plugin.resources ?? []) {
    for (const [right, rule] of Object.entries(options.access)) {
      yield* checkRule(`resource ${id}.access.${right}`, rule, plugin, company);
    }
    for (const [noun, { access }] of Object.entries(options.actions ?? {})) {
      yield* checkRule(`resource ${id}.actions.${noun}.access`, access, plugin, company);
    }
  }
};
