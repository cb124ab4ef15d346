import type { Asked } from '../routes/asked.ts';
import { actionSection, recordActionSection } from './sections/action-section.ts';
import { createSection } from './sections/create-section.ts';
import { goSection } from './sections/go-section.ts';
import { providerSection } from './sections/provider-section.ts';
import { recordSection } from './sections/record-section.ts';

export interface PaletteEntry {
  readonly title: string;
  readonly note: string;
  readonly href: string;
  /** Null shows the initials of the title. */
  readonly icon: string | null;
  /** What the address answers belongs into the dialog, not onto a page of its own. */
  readonly inDialog: boolean;
}

export interface PaletteGroup {
  readonly label: string;
  readonly entries: readonly PaletteEntry[];
  /** All that match, as a list; null when these are all. */
  readonly allUrl: string | null;
  /** Why there is nothing from here, as a sentence. */
  readonly problem?: string;
}

/** One kind of thing the palette offers. `words` is empty before anything is typed. */
export type PaletteSection = (asked: Asked, words: string) => Promise<readonly PaletteGroup[]>;

/** All that Ctrl+K leads to, in the order it is shown. */
export const paletteSections: readonly PaletteSection[] = [
  recordActionSection,
  goSection,
  createSection,
  actionSection,
  recordSection,
  providerSection,
];

/** What the palette shows for these words. */
export async function paletteFor(asked: Asked, words: string): Promise<PaletteGroup[]> {
  const all = await Promise.all(paletteSections.map((section) => section(asked, words)));
  return all.flat().filter(({ entries, problem }) => entries.length > 0 || problem !== undefined);
}
