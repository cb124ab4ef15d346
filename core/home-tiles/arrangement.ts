import { z } from 'zod';

const mostTiles = 200;

export const arrangementShape = z
  .array(z.object({ id: z.string().min(1).max(100), isHidden: z.boolean() }))
  .max(mostTiles);

/** A person's tiles in their order. What is not named there follows, shown, in the order of its plugins. */
export type Arrangement = Readonly<z.infer<typeof arrangementShape>>;

interface Arranged<Tile> {
  readonly tile: Tile;
  readonly isHidden: boolean;
}

/** Tiles as somebody arranged them; those of plugins that are off right now keep their place for later. */
export function arrange<Tile extends { readonly id: string }>(
  tiles: readonly Tile[],
  arrangement: Arrangement,
): Arranged<Tile>[] {
  const named = arrangement.flatMap(({ id, isHidden }) => {
    const tile = tiles.find((one) => one.id === id);
    return tile ? [{ tile, isHidden }] : [];
  });
  const known = new Set(arrangement.map(({ id }) => id));
  const rest = tiles.filter(({ id }) => !known.has(id)).map((tile) => ({ tile, isHidden: false }));
  return [...named, ...rest];
}

/** What to keep when somebody arranged the tiles they see: the unseen ones stay behind those they followed. */
export function rearranged(before: Arrangement, seen: Arrangement): Arrangement {
  const shown = new Set(seen.map(({ id }) => id));
  const unseen = before.filter(({ id }) => !shown.has(id));
  return [...seen, ...unseen].slice(0, mostTiles);
}
