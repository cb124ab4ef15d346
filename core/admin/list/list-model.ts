import type { Cell } from '../cells/cell.ts';
import type { ResourceHead } from '../fields/resource-head.ts';

export interface SortLink {
  readonly href: string;
  readonly direction: 'asc' | 'desc' | null;
}

export interface ListColumn {
  readonly name: string;
  readonly label: string;
  readonly isNumber: boolean;
  /** Null where the list cannot be sorted by it. */
  readonly sort: SortLink | null;
}

export interface ListRow {
  readonly id: string;
  readonly href: string;
  readonly title: string;
  /** Differs when what the row shows differs. */
  readonly state: string;
  readonly cells: readonly { readonly label: string; readonly isNumber: boolean; readonly cell: Cell }[];
}

/** One filter that is set. */
export interface FilterChip {
  readonly label: string;
  readonly words: string;
  readonly value: string;
  /** Null where it cannot be edited here, such as groups of conditions. */
  readonly editHref: string | null;
  readonly removeHref: string;
}

export interface FilterOffer {
  readonly label: string;
  readonly icon: string;
  readonly href: string;
}

export interface ListModel {
  readonly resource: ResourceHead;
  readonly list: {
    /** The address of exactly this list, from its start. */
    readonly href: string;
    readonly columns: readonly ListColumn[];
    readonly titleColumn: ListColumn;
    readonly rows: readonly ListRow[];
    /** The next rows; null at the end. */
    readonly moreHref: string | null;
    readonly countWords: string;
    readonly search: string;
    readonly sort: string;
    readonly chips: readonly FilterChip[];
    readonly offers: readonly FilterOffer[];
    readonly sorts: readonly { readonly label: string; readonly href: string; readonly isCurrent: boolean }[];
    /** What the search form carries along. */
    readonly kept: readonly { readonly name: string; readonly value: string }[];
    readonly clearHref: string;
    readonly isTrash: boolean;
    readonly trashHref: string;
    readonly liveHref: string;
    /** The same records as a board. */
    readonly boardHref: string | null;
    readonly exportHref: string | null;
    readonly bulkAction: string | null;
    readonly isEmpty: boolean;
    readonly isNarrowed: boolean;
    readonly columnCount: number;
  };
}
