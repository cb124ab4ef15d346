import { mayRead } from '../../../resources/read/list-target.ts';
import { resourceHead } from '../../fields/resource-head.ts';
import type { Asked } from '../../routes/asked.ts';
import { matchesWords } from '../matches-words.ts';
import type { PaletteEntry, PaletteGroup } from '../palette.ts';

const most = 8;

/** What one can begin. */
export async function createSection(asked: Asked, words: string): Promise<PaletteGroup[]> {
  const entries = creatable(asked).filter(({ title }) => matchesWords(title, words));
  return [{ label: asked.translate('search.create'), entries: entries.slice(0, most), allUrl: null }];
}

function creatable({ runtime, scope, translate }: Asked): PaletteEntry[] {
  return [...runtime.registry.resources.values()]
    .filter((resource) => mayRead(runtime, scope, resource))
    .map((resource) => resourceHead(runtime, scope, resource))
    .flatMap(({ newUrl, oneInline }) =>
      newUrl
        ? [
            {
              title: translate('list.new', { one: oneInline }),
              note: '',
              href: newUrl,
              icon: 'plus',
              inDialog: false,
            },
          ]
        : [],
    );
}
