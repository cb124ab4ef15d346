import type { ListAddress } from '../list/list-parameters.ts';

/** The next cards of one column. */
export interface MoreAsked {
  readonly column: string;
  readonly offset: number;
}

/** A board's address, taken apart. */
export interface BoardAddress {
  /** What narrows it, without what only concerns one answer; made again, it is the same board. */
  readonly address: ListAddress;
  /** Only what a list understands. */
  readonly filters: URLSearchParams;
  /** Which board of several; null for the first. */
  readonly within: string | null;
  /** How many cards of a column are wanted, where it is more than usual. */
  readonly shown: ReadonlyMap<string, number>;
}

export const usualCards = 25;
const mostCards = 500;

/** Reads `?pipelineId=…&filter[…]=…&q=…`; a filter by what chooses the board chooses it, so that lists lead here as they are. */
export function readBoardAddress(
  path: string,
  query: URLSearchParams,
  within: string | undefined,
): BoardAddress {
  const chosen = within ? (query.get(within) ?? query.get(filterName(within))) : null;
  const filters = [...query].filter(
    ([name]) => name === 'q' || name === 'where' || (name.startsWith('filter[') && !isOf(within, name)),
  );
  const first = within && chosen ? [[within, chosen] as [string, string]] : [];
  return {
    address: { path, parameters: new URLSearchParams([...first, ...filters]) },
    filters: new URLSearchParams(filters),
    within: chosen,
    shown: readShown(query.get('shown') ?? ''),
  };
}

/** The filter of a list that means the same. */
export function filterName(field: string): string {
  return `filter[${field}]`;
}

function isOf(within: string | undefined, name: string): boolean {
  return within !== undefined && name === filterName(within);
}

/** `won:50,lost:75` */
function readShown(text: string): ReadonlyMap<string, number> {
  const parts = text.split(',').map((part) => /^([\w-]{1,80}):(\d{1,4})$/.exec(part));
  return new Map(parts.flatMap((part) => (part ? [[part[1] ?? '', clamp(Number(part[2]))] as const] : [])));
}

function clamp(count: number): number {
  return Math.min(Math.max(count, usualCards), mostCards);
}

/** `?column=won&offset=25` */
export function readMore(query: URLSearchParams): MoreAsked | null {
  const column = query.get('column');
  const offset = query.get('offset') ?? '';
  return column !== null && /^\d{1,6}$/.test(offset) ? { column, offset: Number(offset) } : null;
}
