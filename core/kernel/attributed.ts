import type { Runtime } from '../runtime.ts';
import { enterPlugin, type PluginCall } from './call-plugin.ts';

type Callable = (...inputs: unknown[]) => unknown;

/**
 * What one plugin hands to another, so that whatever its functions do is put down to who wrote them.
 * Values that are no functions are handed on as they are.
 */
export function attributed<Value>(
  runtime: Pick<Runtime, 'pluginCalls'>,
  call: PluginCall,
  value: Value,
): Value {
  if (typeof value === 'function') return guarded(runtime, call, value as unknown as Callable) as Value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => attributed(runtime, call, one)) as Value;
  return Object.freeze(Object.create(Object.getPrototypeOf(value), membersOf(runtime, call, value)));
}

function membersOf(runtime: Pick<Runtime, 'pluginCalls'>, call: PluginCall, value: object) {
  const members: PropertyDescriptorMap = {};
  for (const name of namesOf(value)) {
    const member: unknown = Reflect.get(value, name);
    const isMethod = typeof member === 'function';
    const what = `${call.what}.${name}`;
    members[name] = isMethod
      ? { value: guarded(runtime, { ...call, what }, (member as Callable).bind(value)), enumerable: true }
      : { get: () => Reflect.get(value, name), enumerable: true };
  }
  return members;
}

/** Also of classes: methods stand on the prototype. */
function namesOf(value: object): Set<string> {
  const names = new Set<string>();
  for (let at = value; at && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) if (name !== 'constructor') names.add(name);
  }
  return names;
}

function guarded(runtime: Pick<Runtime, 'pluginCalls'>, call: PluginCall, work: Callable): Callable {
  return (...inputs) => enterPlugin(runtime, call, () => work(...inputs));
}
