import type { ListQuery } from '../../resources/query/list-query.ts';
import { parseListQuery } from '../../resources/read/list-records.ts';
import { all, type BoardView, type Field, NotFound, where } from '../../sdk/index.ts';
import { isNullable } from '../fields/screen-field.ts';
import { resourceUrl } from '../shell/addresses.ts';
import { type BoardAddress, readBoardAddress } from './board-address.ts';
import type { BoardRequest } from './board-request.ts';
import { type ChosenBoard, chooseBoard } from './choose-board.ts';
import { type ColumnSource, columnSources } from './column-source.ts';

/** What is asked of a board, understood: which board, narrowed how, with which columns. */
export interface AskedBoard {
  readonly view: BoardView<string>;
  readonly address: BoardAddress;
  readonly chosen: ChosenBoard;
  readonly narrowed: Pick<ListQuery, 'condition' | 'search'>;
  readonly sources: readonly ColumnSource[];
  /** May records have no value at all? */
  readonly hasValueless: boolean;
}

/** @throws NotFound, NotAllowed, or InvalidInput where the address asks what cannot be asked */
export async function readBoard(asked: BoardRequest): Promise<AskedBoard> {
  const { runtime, scope, resource, query } = asked;
  const view = resource.options.board;
  const field = view ? resource.fields[view.column] : undefined;
  if (!view || !field) throw new NotFound('There is nothing here.');
  const address = readBoardAddress(
    `${resourceUrl(scope.workspace.slug, resource)}/board`,
    query,
    view.within,
  );
  const [{ condition, search }, chosen] = await Promise.all([
    parseListQuery(runtime, scope, resource, address.filters),
    chooseBoard({ ...asked, address: address.address, within: address.within }),
  ]);
  const inBoard = view.within && chosen.id ? [where(view.within, 'is', chosen.id)] : [];
  return {
    ...{ view, address, chosen },
    narrowed: { condition: all(condition, ...inBoard), search },
    sources: await sourcesOf(asked, view, field, chosen),
    hasValueless: isNullable({ field }),
  };
}

/** Where boards are chosen and there is none, there are no columns either. */
function sourcesOf(
  { runtime, scope }: BoardRequest,
  board: BoardView<string>,
  field: Field,
  { id }: ChosenBoard,
): Promise<ColumnSource[]> {
  if (board.within && id === null) return Promise.resolve([]);
  return columnSources({ runtime, scope, board, field, within: id });
}
