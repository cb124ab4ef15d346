import { authorise } from '../../access/policy.ts';
import { jsonSchema } from '../../json-schema/json-schema.ts';
import { callPlugin } from '../../kernel/call-plugin.ts';
import { inputForPlugin } from '../../kernel/input-for-plugin.ts';
import type { Action } from '../../sdk/index.ts';
import type { OfferedAction } from '../offered-action.ts';
import { usualPerMinute, usualTimeoutMs } from '../run/limits.ts';

/** What a plugin declared, as the doors see it. */
export function declaredAction(plugin: string, action: Action): OfferedAction {
  const { id, title, description, effect, risk, idempotent, permission } = action;
  const call = { plugin, what: `action ${id}`, limitMs: action.timeoutMs ?? usualTimeoutMs };
  const part = (name: string) => ({ ...call, what: `${call.what}, ${name}` });
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
    ...(preview && {
      preview: (runtime, ctx, input) =>
        callPlugin(runtime, part('preview'), () => preview.call(action, ctx, input)),
    }),
    ...(undo && {
      undo: (runtime, ctx, input, output) =>
        callPlugin(runtime, part('undo'), () => undo.call(action, ctx, input, output)),
    }),
    inputSchema: () => jsonSchema(action.input),
    outputSchema: () => jsonSchema(action.output),
    authorise: (viewer) => authorise(viewer, permission),
    check: async (runtime, _scope, input) => inputForPlugin(runtime, call, action.input, input),
    weigh: () => ({ effect, risk, removes: effect === 'remove' ? Number.POSITIVE_INFINITY : 0 }),
    // An answer that is not what it promises is a fault of its own.
    run: (runtime, ctx, input) =>
      callPlugin(runtime, call, async () => action.output.parse(await action.run(ctx, input))),
  };
}
