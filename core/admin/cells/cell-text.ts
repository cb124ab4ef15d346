import type { Translate } from '../translate.ts';
import type { Cell } from './cell.ts';

/** A cell as plain words. */
export function cellText(cell: Cell, translate: Translate): string {
  switch (cell.kind) {
    case 'none':
      return translate('cell.none');
    case 'flag':
      return translate(cell.isYes ? 'filter.yes' : 'filter.no');
    case 'tags':
      return cell.tags.join(', ');
    case 'time':
      return cell.title;
    default:
      return cell.text;
  }
}
