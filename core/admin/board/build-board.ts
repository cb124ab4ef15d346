import type { Resource } from '../../sdk/index.ts';
import { resourceHead } from '../fields/resource-head.ts';
import { isNarrowed } from '../list/list-parameters.ts';
import { boardColumns } from './board-columns.ts';
import { boardFilters } from './board-filters.ts';
import type { BoardModel } from './board-model.ts';
import type { BoardRequest } from './board-request.ts';
import { listHref, newHref } from './column-links.ts';
import { readBoard } from './read-board.ts';

/** Everything a board shows. @throws NotFound, NotAllowed, or InvalidInput where the address asks what cannot be asked */
export async function buildBoard(asked: BoardRequest): Promise<BoardModel> {
  const board = await readBoard(asked);
  const { address, chosen } = board;
  const [columns, filters] = await Promise.all([boardColumns(asked, board), boardFilters(asked, board)]);
  const head = resourceHead(asked.runtime, asked.scope, asked.resource);
  const count = columns.reduce((sum, column) => sum + column.count, 0);
  const [first] = board.sources;
  return {
    resource: { ...head, newUrl: newHref(asked, address, chosen.id, first?.value ?? '') ?? head.newUrl },
    board: {
      ...{ ...filters, columns, canMove: asked.canMove },
      listHref: listHref(asked, address, chosen.id),
      choices: chosen.choices,
      choice: chosen.title,
      countWords: asked.translate('list.count', { count }),
      isEmpty: count === 0,
      isNarrowed: isNarrowed(address.address),
      liveAlso: columnResource(asked.resource),
      isOrdered: board.view.position !== undefined,
    },
  };
}

/** Others may also change the records that the columns stand for. */
function columnResource({ fields, options: { board } }: Resource): string {
  const target = fields[board?.column ?? '']?.target;
  return target ? target().id : '';
}
