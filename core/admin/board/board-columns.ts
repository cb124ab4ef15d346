import { countBy, type GroupCount } from '../../resources/read/count-by.ts';
import { usualCards } from './board-address.ts';
import { boardColumn } from './board-column.ts';
import type { BoardColumn } from './board-model.ts';
import type { BoardRequest } from './board-request.ts';
import { columnCards } from './column-cards.ts';
import type { ColumnSource } from './column-source.ts';
import type { AskedBoard } from './read-board.ts';

/** All columns: one question counts, one for each column brings its first cards, all at once. */
export async function boardColumns(asked: BoardRequest, board: AskedBoard): Promise<BoardColumn[]> {
  const { view, narrowed, address, chosen } = board;
  const counting = countBy(asked.runtime, asked.scope, asked.resource, view.column, narrowed, view.sum);
  const reading = board.sources.map((source) => columnCards(asked, firstCards(board, source.value)));
  const [counted, read] = await Promise.all([counting, Promise.all(reading)]);
  const groups = new Map(counted.map((group) => [group.value, group]));
  const columns = read.map((found, at) => {
    const source = board.sources[at];
    if (!source) throw new Error('Every answer belongs to a column.');
    return boardColumn(asked, { source, group: groups.get(source.value), found, address, within: chosen.id });
  });
  return [...(await valuelessColumn(asked, board, groups)), ...columns];
}

function firstCards({ narrowed, address }: AskedBoard, value: string | null) {
  const limit = address.shown.get(value ?? '') ?? usualCards;
  return { value, narrowed, parameters: address.address.parameters, offset: 0, limit };
}

/** Records without a value stand first, where there are any. */
async function valuelessColumn(
  asked: BoardRequest,
  board: AskedBoard,
  groups: ReadonlyMap<string | null, GroupCount>,
): Promise<BoardColumn[]> {
  const group = groups.get(null);
  if (!board.hasValueless || !group) return [];
  const title = asked.translate('board.valueless');
  const source: ColumnSource = { value: null, title, colour: 'plain' };
  const found = await columnCards(asked, firstCards(board, null));
  return [boardColumn(asked, { source, group, found, address: board.address, within: board.chosen.id })];
}
