import { type Broadcast, everything } from '../db/broadcast.ts';

/** Remembers what was loaded by key until some process says that it changed. */
export interface ForgetfulCache<Value> {
  get(key: string): Promise<Value>;
}

interface CacheOptions<Value> {
  readonly broadcast: Broadcast;
  readonly topic: string;
  readonly load: (key: string) => Promise<Value>;
  /** Keys kept at most; the oldest goes first. */
  readonly most: number;
}

/** What changes while it is being loaded is forgotten again, and a failed load is not kept. */
export function forgetfulCache<Value>({
  broadcast,
  topic,
  load,
  most,
}: CacheOptions<Value>): ForgetfulCache<Value> {
  const kept = new Map<string, Promise<Value>>();
  broadcast.hear(topic, (key) => void (key === everything ? kept.clear() : kept.delete(key)));
  return { get: (key) => kept.get(key) ?? remember(key) };

  function remember(key: string): Promise<Value> {
    const loading = load(key);
    kept.set(key, loading);
    loading.catch(() => kept.get(key) === loading && kept.delete(key));
    if (kept.size > most) kept.delete(kept.keys().next().value ?? '');
    return loading;
  }
}
