import type { RecordJson } from '../../resources/shape/record-json.ts';
import type { Cell } from '../cells/cell.ts';
import { titleOf } from '../fields/title.ts';
import { stateOf } from '../list/state-of.ts';
import { recordUrl, withParameters } from '../shell/addresses.ts';
import type { BoardCard, CardFact } from './board-model.ts';
import type { BoardRequest } from './board-request.ts';
import { cardCell } from './card-cell.ts';
import { cardFields } from './card-fields.ts';

type Place = 'about' | 'foot' | 'people';

const places: Readonly<Record<Cell['kind'], Place | null>> = {
  none: null,
  text: 'about',
  long: 'about',
  link: 'about',
  record: 'about',
  number: 'foot',
  money: 'foot',
  time: 'foot',
  badge: 'foot',
  tags: 'foot',
  flag: 'foot',
  person: 'people',
};

/** A record as a card, which may be moved where a board to come back to is given: what it is about, its numbers in one line, its people at the end. */
export function boardCard(asked: BoardRequest, record: RecordJson, back: URLSearchParams | null): BoardCard {
  const { scope, resource } = asked;
  const facts = cardFields(resource).map((field) => ({
    label: field.label,
    cell: cardCell(asked, field, record),
  }));
  const at = (place: Place): CardFact[] => facts.filter(({ cell }) => places[cell.kind] === place);
  const title = titleOf(resource, record);
  const href = recordUrl(scope.workspace.slug, resource, record.id);
  return {
    ...{ id: record.id, href, title },
    state: stateOf([title, facts, back !== null]),
    ...{ about: at('about'), foot: at('foot'), people: at('people') },
    placeUrl: back && withParameters(`${href}/placement`, back),
  };
}
