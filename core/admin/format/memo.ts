/** Remembers what is costly to make and depends on nothing but the key. */
export function memo<Value>(make: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(key);
    if (known.size > 500) known.clear();
    known.set(key, made);
    return made;
  };
}
