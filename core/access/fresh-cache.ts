/** Remembers for a moment, so that nothing outlives a right by more than that, whatever got lost. */
export interface FreshCache<Value> {
  get(key: string): Promise<Value | null>;
  clear(): void;
}

export interface FreshCacheOptions<Value> {
  readonly load: (key: string) => Promise<Value | null>;
  readonly maxAgeMs: number;
  /** Keys kept at most; the oldest goes first. */
  readonly most: number;
  /** Monotonic milliseconds. */
  readonly clock?: () => number;
}

interface Entry<Value> {
  readonly value: Promise<Value | null>;
  readonly until: number;
}

/** Askers of the same key share one load. Neither failures nor absences are kept. */
export function freshCache<Value>(options: FreshCacheOptions<Value>): FreshCache<Value> {
  const { load, maxAgeMs, most, clock = () => performance.now() } = options;
  const entries = new Map<string, Entry<Value>>();

  function remember(key: string): Promise<Value | null> {
    const entry = { value: load(key), until: clock() + maxAgeMs };
    entries.delete(key);
    entries.set(key, entry);
    if (entries.size > most) entries.delete(entries.keys().next().value ?? '');
    const forget = () => void (entries.get(key) === entry && entries.delete(key));
    entry.value.then((value) => value === null && forget(), forget);
    return entry.value;
  }

  return {
    get(key) {
      const entry = entries.get(key);
      return entry && entry.until > clock() ? entry.value : remember(key);
    },
    clear: () => entries.clear(),
  };
}
