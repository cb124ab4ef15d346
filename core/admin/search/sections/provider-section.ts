import { z } from 'zod';
import { allows } from '../../../access/policy.ts';
import { openCtx } from '../../../context/open-ctx.ts';
import { viewerOf } from '../../../context/viewer-of.ts';
import { callPlugin } from '../../../kernel/call-plugin.ts';
import type { Contributed } from '../../../kernel/contributions/contributed.ts';
import { contributionsIn } from '../../../kernel/gate.ts';
import { TookTooLong } from '../../../kernel/import/time-limit.ts';
import { type SearchHit, type SearchProvider, Unavailable } from '../../../sdk/index.ts';
import type { Asked } from '../../routes/asked.ts';
import type { PaletteEntry, PaletteGroup, PaletteSection } from '../palette.ts';

const mostPerGroup = 5;
/** One that takes longer is left out, so that it holds up nobody. */
const limitMs = 800;

const text = z.string().max(200);
const hitsShape = z.array(
  z.object({
    title: text.min(1),
    note: text.optional(),
    icon: text.optional(),
    address: z
      .string()
      .max(500)
      .regex(/^\/(?!\/)[^\\\s]*$/),
  }),
);

/** What plugins find by ways of their own, side by side. */
export const providerSection: PaletteSection = async (asked, words) => {
  if (words === '') return [];
  const { runtime, scope } = asked;
  const providers = contributionsIn(runtime.registry, scope, 'search').filter(({ item }) =>
    allows(viewerOf(runtime, scope), item.permission),
  );
  return Promise.all(providers.map((provider) => searchOne(asked, provider, words)));
};

async function searchOne(
  asked: Asked,
  { plugin, item }: Contributed<SearchProvider>,
  words: string,
): Promise<PaletteGroup> {
  const { runtime, scope } = asked;
  const call = { plugin, what: `search ${item.id}`, limitMs };
  try {
    const found = await openCtx(runtime, scope, (ctx) =>
      callPlugin(runtime, call, () => item.search(ctx, words, mostPerGroup)),
    );
    const hits = hitsShape.parse(found).slice(0, mostPerGroup);
    return group(
      item,
      hits.map((hit) => entryOf(asked, hit)),
    );
  } catch (error) {
    return leftOut(asked, item, error);
  }
}

/** The search goes on without it; whoever looks is told that it is not all. */
function leftOut({ translate, scope }: Asked, item: SearchProvider, error: unknown): PaletteGroup {
  scope.log.warn({ search: item.id, err: error }, 'A source of the search was left out.');
  const isSlow = error instanceof TookTooLong || error instanceof Unavailable;
  const problem = translate(isSlow ? 'search.slow' : 'search.failed', { title: item.title });
  return { ...group(item, []), problem };
}

function group({ title }: SearchProvider, entries: readonly PaletteEntry[]): PaletteGroup {
  return { label: title, entries, allUrl: null };
}

function entryOf({ scope }: Asked, { title, note = '', icon = null, address }: NullableIcon): PaletteEntry {
  return { title, note, icon, href: `/w/${scope.workspace.slug}${address}`, inDialog: false };
}

type NullableIcon = Omit<SearchHit, 'icon'> & { readonly icon?: string | null };
