/** Arguments by the names of a form's fields: values of the workspace's own fields as `custom.key`. */
export type FlatArgs = Readonly<Record<string, unknown>>;

const prefix = 'custom.';

export function flatArgs(args: unknown): FlatArgs {
  if (!isObject(args)) return {};
  const { custom, ...own } = args;
  if (!isObject(custom)) return custom === undefined ? own : { ...own, custom };
  const added = Object.entries(custom).map(([key, value]) => [prefix + key, value] as const);
  return { ...own, ...Object.fromEntries(added) };
}

export function nestedArgs(flat: FlatArgs): Record<string, unknown> {
  const all = Object.entries(flat);
  const custom = all.filter(([name]) => name.startsWith(prefix));
  const own = Object.fromEntries(all.filter(([name]) => !name.startsWith(prefix)));
  if (custom.length === 0) return own;
  return {
    ...own,
    custom: Object.fromEntries(custom.map(([name, value]) => [name.slice(prefix.length), value])),
  };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
