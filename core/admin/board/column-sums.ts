import type { GroupCount } from '../../resources/read/count-by.ts';
import { formatMoney, formatMoneyShort } from '../format/money.ts';
import type { Region } from '../format/region.ts';
import type { BoardSum } from './board-model.ts';

/** What the cards of a column add up to, the largest first; currencies are never mixed. */
export function columnSums({ sums }: Pick<GroupCount, 'sums'>, { locale }: Region): BoardSum[] {
  return Object.entries(sums)
    .filter(([, minor]) => minor !== 0)
    .sort(([, one], [, other]) => other - one)
    .map(([currency, minor]) => ({
      short: formatMoneyShort(minor, currency, locale),
      full: formatMoney(minor, currency, locale),
    }));
}
