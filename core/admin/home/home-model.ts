import type { Tile } from './tiles/tiles-of.ts';

/** One kind of record, with how many there are. */
export interface HomeCard {
  readonly id: string;
  readonly label: string;
  readonly oneInline: string;
  readonly icon: string;
  readonly url: string;
  readonly newUrl: string | null;
  readonly importUrl: string | null;
  readonly manyInline: string;
  /** Says how rows of a file find their record, so lists of these usually come from elsewhere. */
  readonly isMatched: boolean;
  readonly count: number;
  /** There are more than `count`. */
  readonly isCapped: boolean;
}

/** Who did what to which record, or to how many. */
export interface HomeChange {
  readonly who: string;
  readonly isYou: boolean;
  readonly verb: string;
  /** A record's title, or how many of what. */
  readonly what: string;
  readonly href: string;
  readonly kind: string;
  readonly icon: string;
  readonly at: string;
}

export interface FirstStep {
  readonly label: string;
  readonly help: string;
  readonly icon: string;
  readonly href: string;
  readonly isDone: boolean;
}

/** View `home`. */
export interface HomeModel {
  readonly greeting: string;
  readonly today: string;
  readonly tiles: readonly Tile[];
  /** Where they are arranged; null where there are none. */
  readonly arrangeUrl: string | null;
  readonly hasShownTiles: boolean;
  readonly cards: readonly HomeCard[];
  readonly changes: readonly HomeChange[];
  /** Empty once all are done, and for those who may do none of them. */
  readonly steps: readonly FirstStep[];
  /** Where modules are switched on, when none is and this person may. */
  readonly modulesUrl: string | null;
}
