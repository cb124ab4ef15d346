/** Asked again within so many milliseconds, it answers what it answered; a failure is asked anew. */
export function readOften<Value>(read: () => Promise<Value>, freshMs: number): () => Promise<Value> {
  let last: { readonly at: number; readonly value: Promise<Value> } | null = null;
  return () => {
    if (last && performance.now() - last.at < freshMs) return last.value;
    const value = read();
    last = { at: performance.now(), value };
    value.catch(() => {
      last = null;
    });
    return value;
  };
}
