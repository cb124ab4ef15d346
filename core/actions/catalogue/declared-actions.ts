import { authorise } from '../../access/policy.ts';
import { jsonSchema } from '../../json-schema/json-schema.ts';
import { callPlugin } from '../../kernel/call-plugin.ts';
import { parseInput } from '../../parse-input.ts';
import type { Action } from '../../sdk/index.ts';
import type { OfferedAction } from '../offered-action.ts';
import { usualPerMinute, usualTimeoutMs } from '../run/limits.ts';

/** What a plugin declared, as the doors see it. */
export function declaredAction(plugin: string, action: Action): OfferedAction {
  const { id, title, description, effect, risk, idempotent, permission } = action;
  const call = { plugin, what: `action ${id}`, limitMs: action.timeoutMs ?? usualTimeoutMs };
  const { preview, undo } = action;
  return {
    ...{ id, plugin, title, description, effect, risk, idempotent, permission },
    icon: action.icon ?? null,
    secret: action.secret ?? [],
    perMinute: action.perMinute ?? usualPerMinute,
    resource: null,
    verb: null,
    recordRule: null,
    form: action.form ?? null,
    ...(preview && { preview: (ctx, input) => preview.call(action, ctx, input) }),
    ...(undo && { undo: (ctx, input, output) => undo.call(action, ctx, input, output) }),
    inputSchema: () => jsonSchema(action.input),
    outputSchema: () => jsonSchema(action.output),
    authorise: (viewer) => authorise(viewer, permission),
    check: async (_runtime, _scope, input) => parseInput(action.input, input),
    weigh: () => ({ effect, risk, removes: effect === 'remove' ? Number.POSITIVE_INFINITY : 0 }),
    run: async (runtime, ctx, input) => {
      const output = await callPlugin(runtime, call, () => action.run(ctx, input));
      return action.output.parse(output);
    },
  };
}
