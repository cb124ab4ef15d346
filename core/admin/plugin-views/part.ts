import type { ViewAssets } from '../../sdk/index.ts';
import type { Markup } from '../templates/markup.ts';

/** Which view of which plugin, and what it needs. */
export interface PartSource extends ViewAssets {
  readonly plugin: string;
  readonly view: string;
  /** `widget crm.open-deals`: for the log and for whoever has to mend it. */
  readonly what: string;
}

/** What a plugin shows, ready to stand on a page: partial `plugin/part`. */
export interface Part {
  readonly plugin: string;
  readonly content: Markup;
  /** Addresses of its module and style sheet. */
  readonly script: string | null;
  readonly style: string | null;
  /** Its language, where that is not the page's. */
  readonly language: string | null;
}

/** How long a plugin may take for a whole page, and for a part of one, in milliseconds. */
export const pageLimitMs = 10_000;
export const partLimitMs = 5_000;
