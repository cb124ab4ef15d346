import { customFieldsOf } from '../../custom-fields/custom-fields-of.ts';
import { editorHref, filterChips } from '../list/filter-chips.ts';
import { kindIcon } from '../list/kind-icon.ts';
import { filterFields } from '../list/list-fields.ts';
import { addressText } from '../list/list-parameters.ts';
import { withParameters } from '../shell/addresses.ts';
import type { BoardModel } from './board-model.ts';
import type { BoardRequest } from './board-request.ts';
import type { AskedBoard } from './read-board.ts';

type BoardFilters = Pick<BoardModel['board'], 'href' | 'search' | 'chips' | 'offers' | 'kept' | 'clearHref'>;

/** What narrows a board: a list's filters, without those that the board itself stands for. */
export async function boardFilters(asked: BoardRequest, board: AskedBoard): Promise<BoardFilters> {
  const { runtime, scope, resource } = asked;
  const { address, view, narrowed } = board;
  const taken = [view.column, view.within];
  const fields = filterFields(resource, await customFieldsOf(runtime, scope.workspace.id, resource.id));
  return {
    href: addressText(address.address),
    search: narrowed.search ?? '',
    chips: await filterChips(asked, fields, address.address),
    offers: fields
      .filter(({ name }) => !taken.includes(name))
      .map(({ name, label, field }) => ({
        ...{ label, icon: kindIcon(field.kind), href: editorHref(address.address, name, null) },
      })),
    kept: [...address.address.parameters]
      .filter(([name]) => name !== 'q')
      .map(([name, value]) => ({ name, value })),
    clearHref: withParameters(address.address.path, { [view.within ?? '']: address.within }),
  };
}
