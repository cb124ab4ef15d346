import { inSlot } from '../faults/slots.ts';
import { callPlugin, type PluginCall } from '../kernel/call-plugin.ts';
import type { Runtime } from '../runtime.ts';
import type { Scope } from '../scope.ts';
import { type OpenCtx, openCtx } from './open-ctx.ts';

/**
 * Lets a plugin do one thing in a workspace, in a transaction of its own. When it fails or takes too long,
 * nothing of that is kept, and its connection is free again.
 */
export function callInWorkspace<Result>(
  runtime: Runtime,
  scope: Scope,
  call: PluginCall,
  work: (ctx: OpenCtx) => Promise<Result>,
): Promise<Result> {
  return inSlot(runtime, call.plugin, () =>
    openCtx(runtime, scope, (ctx) => callPlugin(runtime, { within: ctx, ...call }, () => work(ctx))),
  );
}
