import { allows } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { addressText, withParameter } from '../list/list-parameters.ts';
import { resourceUrl, withParameters } from '../shell/addresses.ts';
import { type BoardAddress, filterName } from './board-address.ts';
import type { BoardRequest } from './board-request.ts';

/** The next cards of a column. A column without a value is written as an empty one. */
export function moreHref({ address }: BoardAddress, value: string | null, offset: number): string {
  const parameters = new URLSearchParams(address.parameters);
  parameters.set('offset', String(offset));
  // Last, and by hand: an empty value is left out of addresses otherwise.
  return `${withParameters(address.path, parameters)}&column=${encodeURIComponent(value ?? '')}`;
}

/** A new record in this column, back here afterwards; null for somebody who may not make one. */
export function newHref(
  asked: BoardRequest,
  { address }: BoardAddress,
  within: string | null,
  value: string,
): string | null {
  const { runtime, scope, resource } = asked;
  const { create, access, board } = resource.options;
  if (!board || !create.includes(board.column)) return null;
  if (!allows(viewerOf(runtime, scope), access.create)) return null;
  const start = { [board.column]: value, ...(board.within && { [board.within]: within }) };
  const path = `${resourceUrl(scope.workspace.slug, resource)}/new`;
  return withParameters(path, { ...start, return: addressText(address) });
}

/** The same records as a list: all of the board, or those of one column. */
export function listHref(
  { scope, resource }: BoardRequest,
  { filters }: BoardAddress,
  within: string | null,
  value?: string | null,
): string {
  const { board, list } = resource.options;
  const narrowing = [
    [board?.within, within],
    [board?.column, value],
  ] as const;
  const start = { path: resourceUrl(scope.workspace.slug, resource), parameters: filters };
  const address = narrowing.reduce(
    (narrowed, [field, chosen]) =>
      field && chosen && list.filter.includes(field)
        ? withParameter(narrowed, filterName(field), chosen)
        : narrowed,
    start,
  );
  return addressText(address);
}
