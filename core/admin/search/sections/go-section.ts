import type { Asked } from '../../routes/asked.ts';
import { menuOf } from '../../shell/menu.ts';
import { matchesWords } from '../matches-words.ts';
import type { PaletteGroup } from '../palette.ts';

/** Where one can go. */
export async function goSection(
  { runtime, scope, translate }: Asked,
  words: string,
): Promise<PaletteGroup[]> {
  const links = menuOf(runtime, scope, '').flatMap((group) => group.links);
  const entries = links
    .filter(({ label }) => matchesWords(label, words))
    .map(({ label, icon, href }) => ({ title: label, note: '', href, icon, inDialog: false }));
  return [{ label: translate('search.go'), entries, allUrl: null }];
}
