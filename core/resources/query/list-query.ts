import type { Condition } from '../../sdk/index.ts';

export interface Sort {
  readonly field: string;
  readonly direction: 'asc' | 'desc';
  /** Equal ones newest first, for orders made by hand; pages of it go by offset. */
  readonly ties?: 'newest';
}

/** A checked question for records of one resource. */
export interface ListQuery {
  readonly condition: Condition;
  readonly search: string | null;
  readonly sort: Sort;
  readonly limit: number;
  readonly offset: number;
  /** A cursor from `page.next`. */
  readonly after: string | null;
  readonly fields: readonly string[] | null;
  readonly include: readonly string[];
  readonly total: 'none' | 'capped' | 'exact';
  /** The trash instead of the live records. */
  readonly removed: boolean;
}

export const newestFirst: Sort = { field: 'createdAt', direction: 'desc' };

/** Totals stop counting here unless the exact one is asked for. */
export const countCap = 10_000;

export const everything: ListQuery = {
  condition: { all: [] },
  search: null,
  sort: newestFirst,
  limit: 50,
  offset: 0,
  after: null,
  fields: null,
  include: [],
  total: 'none',
  removed: false,
};
