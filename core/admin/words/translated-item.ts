/** A plugin's words for a key, or null where it has none. */
export type OwnWords = (key: string) => string | null;

/** What people read of a declaration, wherever it stands. */
const readable = ['title', 'label', 'description', 'summary', 'help'] as const;

/** The same declaration with the words there are for it; itself where there are none. */
export function translatedItem<Item extends object>(item: Item, key: string, words: OwnWords): Item {
  return withChanges(item, changedWords(item, key, words));
}

/** A copy with these values, or the very same where nothing changes. */
export function withChanges<Item extends object>(item: Item, changes: Partial<Item>): Item {
  return Object.keys(changes).length > 0 ? Object.freeze({ ...item, ...changes }) : item;
}

function changedWords<Item extends object>(item: Item, key: string, words: OwnWords): Partial<Item> {
  const texts = item as Readonly<Record<string, unknown>>;
  const changed = readable.flatMap((property) => {
    const text = typeof texts[property] === 'string' ? words(`${key}.${property}`) : null;
    return text === null ? [] : [[property, text] as const];
  });
  return Object.fromEntries(changed) as Partial<Item>;
}
