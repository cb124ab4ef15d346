/** `{ field: [before, after] }` of what differs; values of the workspace's own fields as `custom.key`. */
export function differencesOf(
  before: Readonly<Record<string, unknown>> & { readonly custom: Readonly<Record<string, unknown>> },
  values: Readonly<Record<string, unknown>>,
  custom: Readonly<Record<string, unknown>> = {},
): Record<string, readonly [unknown, unknown]> {
  const own = Object.entries(values).map(
    ([name, after]) => [name, [before[name] ?? null, after ?? null]] as const,
  );
  const added = Object.entries(custom).map(
    ([key, after]) => [`custom.${key}`, [before.custom[key] ?? null, after ?? null]] as const,
  );
  return Object.fromEntries([...own, ...added].filter(([, pair]) => differs(pair)));
}

function differs([before, after]: readonly [unknown, unknown]): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}
