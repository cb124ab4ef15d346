import type { KeptMemory } from './kept-by-plugin.ts';

export interface MemoryTerms {
  readonly limitBytes: number;
}

/** What a look at the memory says is to be done. */
export interface MemoryVerdict {
  /** More than half of what it may hold, and twice what was told before. */
  readonly told: readonly KeptMemory[];
  /** Above the limit in two looks, with no request to excuse both. */
  readonly condemned: readonly KeptMemory[];
}

/** Judges one look after another. */
export function judgeMemory({ limitBytes }: MemoryTerms): (kept: readonly KeptMemory[]) => MemoryVerdict {
  const toldAt = new Map<string, number>();
  let before: ReadonlySet<string> = new Set();
  return (kept) => {
    const over = kept.filter(({ bytes }) => bytes > limitBytes);
    const condemned = over.filter(({ plugin }) => before.has(plugin));
    before = new Set(over.map(({ plugin }) => plugin));
    const told = kept.filter(
      ({ plugin, bytes }) => bytes > Math.max(limitBytes / 2, 2 * (toldAt.get(plugin) ?? 0)),
    );
    for (const { plugin, bytes } of told) toldAt.set(plugin, bytes);
    return { told, condemned };
  };
}
