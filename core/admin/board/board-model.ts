import type { Cell } from '../cells/cell.ts';
import type { ResourceHead } from '../fields/resource-head.ts';
import type { FilterChip, FilterOffer } from '../list/list-model.ts';

/** A fact on a card, with the words that say what it is. */
export interface CardFact {
  readonly label: string;
  readonly cell: Cell;
}

export interface BoardCard {
  readonly id: string;
  readonly href: string;
  readonly title: string;
  /** Differs when what the card shows differs. */
  readonly state: string;
  /** What it is about: other records, texts. */
  readonly about: readonly CardFact[];
  /** In one line at its foot: amounts, days, badges. */
  readonly foot: readonly CardFact[];
  readonly people: readonly CardFact[];
  /** Where a move is posted to, and what asks where to; null where this person may not move it. */
  readonly placeUrl: string | null;
}

export interface BoardSum {
  /** `€42.5K`, for the head of a column. */
  readonly short: string;
  readonly full: string;
}

export interface BoardColumn {
  /** A choice, the id of a record, or empty for records that have no value. */
  readonly value: string;
  readonly title: string;
  readonly colour: string;
  readonly count: number;
  readonly countWords: string;
  readonly sums: readonly BoardSum[];
  /** Differs when the head differs. */
  readonly state: string;
  readonly cards: readonly BoardCard[];
  /** The next cards; null when all are there. */
  readonly moreHref: string | null;
  /** The first card that is not there yet, to know what a card dropped last lies above. */
  readonly nextId: string | null;
  readonly newHref: string | null;
  /** The same records as a list. */
  readonly listHref: string;
  readonly isFolded: boolean;
  /** Can cards be put here? */
  readonly takesCards: boolean;
}

export interface BoardChoice {
  readonly title: string;
  readonly href: string;
  readonly isCurrent: boolean;
}

export interface BoardModel {
  readonly resource: ResourceHead;
  readonly board: {
    /** The address of exactly this board. */
    readonly href: string;
    readonly listHref: string;
    readonly columns: readonly BoardColumn[];
    /** Several boards to choose from, such as pipelines; empty where there is only one. */
    readonly choices: readonly BoardChoice[];
    readonly choice: string | null;
    readonly countWords: string;
    readonly search: string;
    readonly chips: readonly FilterChip[];
    readonly offers: readonly FilterOffer[];
    readonly kept: readonly { readonly name: string; readonly value: string }[];
    readonly clearHref: string;
    readonly canMove: boolean;
    readonly isEmpty: boolean;
    readonly isNarrowed: boolean;
    /** Further resources whose changes change this board. */
    readonly liveAlso: string;
    /** Do people put cards in an order of their own? */
    readonly isOrdered: boolean;
  };
}
