import { z } from 'zod';
import type { Arrangement } from '../../../home-tiles/arrangement.ts';
import { parseInput } from '../../../parse-input.ts';

const list = z
  .union([z.string(), z.array(z.string())])
  .transform((given) => (Array.isArray(given) ? given : [given]));

/** The form names every tile in order, those that are shown, and the one to move, if any. */
const form = z.object({
  tile: list.default([]),
  shown: list.default([]),
  move: z
    .string()
    .regex(/^(up|down) \S+$/, 'Move a tile up or down.')
    .optional(),
});

/** What the form of the tiles asks for; only tiles that the person sees count. @throws InvalidInput */
export function readArrangement(body: unknown, known: readonly string[]): Arrangement {
  const { tile, shown, move } = parseInput(form, body ?? {});
  const named = [...new Set(tile)].filter((id) => known.includes(id));
  const order = [...named, ...known.filter((id) => !named.includes(id))];
  const isShown = new Set(shown);
  return moved(order, move).map((id) => ({ id, isHidden: !isShown.has(id) }));
}

function moved(order: readonly string[], move: string | undefined): readonly string[] {
  const [direction, id = ''] = move?.split(' ') ?? [];
  const at = order.indexOf(id);
  const to = direction === 'up' ? at - 1 : at + 1;
  if (at < 0 || to < 0 || to >= order.length) return order;
  const rest = order.filter((one) => one !== id);
  return [...rest.slice(0, to), id, ...rest.slice(to)];
}
