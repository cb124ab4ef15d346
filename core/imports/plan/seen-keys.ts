/** The keys met so far in one file, with the row each was first met in. */
export interface SeenKeys {
  /** @returns the earlier row with this key, or null when it is the first */
  earlier(key: string): number | null;
  add(key: string, row: number): void;
}

export function seenKeys(): SeenKeys {
  const rows = new Map<string, number>();
  return {
    earlier: (key) => rows.get(key) ?? null,
    add: (key, row) => void rows.set(key, row),
  };
}
