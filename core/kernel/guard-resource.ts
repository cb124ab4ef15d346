import { leftOutSync } from '../faults/left-out.ts';
import type { AccessRule, Fields, Resource, ResourceAction } from '../sdk/index.ts';
import { callPlugin, callPluginSync } from './call-plugin.ts';
import type { PluginCalls } from './plugin-calls.ts';
import type { TimeLimits } from './time-limits.ts';

export interface ResourceGuard {
  readonly pluginCalls: PluginCalls;
  readonly limits: TimeLimits;
}

type Options = Resource['options'];

/**
 * The resource as the core uses it: each function its plugin declared is called as a plugin's. All that is
 * plain data stays the very same, and what is not declared costs nothing.
 */
export function guardResource(resource: Resource, guard: ResourceGuard): Resource {
  const { options, plugin, id } = resource;
  const about = (what: string) => ({ plugin, what: `${id}, ${what}` });
  const sync = <Given extends unknown[], Result>(what: string, run: (...given: Given) => Result) => {
    const call = about(what);
    return (...given: Given): Result => callPluginSync(guard, call, () => run.apply(options, given));
  };
  const rule = <Given extends unknown[]>(what: string, allows: (...given: Given) => boolean) => {
    const asked = sync(what, allows);
    return (...given: Given): boolean => leftOutSync(() => asked(...given), false);
  };
  const { visible, check, prepare, actions } = options;
  const guarded: Options = {
    ...options,
    access: guardedAccess(options.access, rule),
    ...(visible && { visible: sync('visible', visible) }),
    ...(check && { check: sync('check', check) }),
    ...(prepare && { prepare: guardedPrepare(options, prepare, about('prepare'), guard) }),
    ...(actions && { actions: guardedActions(actions, about, guard) }),
  };
  return Object.freeze({ ...resource, options: guarded });
}

/** One that fails allows nothing, and takes no page with it that only asks what to offer. */
type Rule = <Given extends unknown[]>(
  what: string,
  allows: (...given: Given) => boolean,
) => (...given: Given) => boolean;

function guardedAccess(access: Options['access'], guardedRule: Rule): Options['access'] {
  const rule = (name: keyof Options['access']): AccessRule<Fields> => {
    const one = access[name];
    return typeof one === 'string' ? one : guardedRule(`access.${name}`, one);
  };
  return { read: rule('read'), create: rule('create'), update: rule('update'), remove: rule('remove') };
}

type About = (what: string) => { readonly plugin: string; readonly what: string };
type Prepare = NonNullable<Options['prepare']>;

function guardedPrepare(
  options: Options,
  prepare: Prepare,
  call: ReturnType<About>,
  guard: ResourceGuard,
): Prepare {
  const limitMs = guard.limits.rule;
  return (ctx, change, before) =>
    callPlugin(guard, { ...call, limitMs, within: ctx }, () => prepare.call(options, ctx, change, before));
}

function guardedActions(actions: NonNullable<Options['actions']>, about: About, guard: ResourceGuard) {
  return Object.fromEntries(
    Object.entries(actions).map(([noun, action]) => [noun, guardedAction(action, about(noun), guard)]),
  );
}

function guardedAction(
  action: ResourceAction<Fields>,
  call: ReturnType<About>,
  guard: ResourceGuard,
): ResourceAction<Fields> {
  const { access, offered, suggest, run } = action;
  const part = (name: string) => ({ ...call, what: `${call.what} ${name}` });
  const limitMs = guard.limits.action;
  return {
    ...action,
    access:
      typeof access === 'string'
        ? access
        : (viewer, row) =>
            leftOutSync(() => callPluginSync(guard, part('access'), () => access(viewer, row)), false),
    ...(offered && {
      offered: (row) =>
        leftOutSync(() => callPluginSync(guard, part('offered'), () => offered.call(action, row)), false),
    }),
    ...(suggest && {
      suggest: (ctx, row) =>
        callPlugin(guard, { ...part('suggest'), limitMs, within: ctx }, () => suggest.call(action, ctx, row)),
    }),
    run: (ctx, row, input) =>
      callPlugin(guard, { ...part('run'), limitMs, within: ctx }, () => run.call(action, ctx, row, input)),
  };
}
