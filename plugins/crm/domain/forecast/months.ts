import type { MonthValue } from '../../queries/open-value.ts';

export interface Amount {
  readonly minor: number;
  readonly currency: string;
}

export interface ForecastMonth {
  /** `2026-05`; null for deals without a day. */
  readonly month: string | null;
  /** Its first day, for whoever writes it out. */
  readonly firstDay: string | null;
  /** It has passed, and its deals are still open. */
  readonly isLate: boolean;
  readonly deals: number;
  readonly total: readonly Amount[];
  readonly weighted: readonly Amount[];
}

/** Rows of month and currency as one line per month. `today` is `2026-05-31`. */
export function forecastMonths(values: readonly MonthValue[], today: string): ForecastMonth[] {
  const months = [...new Set(values.map(({ month }) => month))];
  return months.map((month) => {
    const own = values.filter((value) => value.month === month);
    return {
      month,
      firstDay: month === null ? null : `${month}-01`,
      isLate: month !== null && month < today.slice(0, 7),
      ...sums(own),
    };
  });
}

/** How many deals, and what they are worth, by currency. */
export function sums(values: readonly MonthValue[]): Pick<ForecastMonth, 'deals' | 'total' | 'weighted'> {
  const currencies = [...new Set(values.map(({ currency }) => currency))].sort();
  const sum = (currency: string, part: 'valueMinor' | 'weightedMinor') =>
    values.filter((value) => value.currency === currency).reduce((total, value) => total + value[part], 0);
  return {
    deals: values.reduce((total, { deals }) => total + deals, 0),
    total: currencies.map((currency) => ({ minor: sum(currency, 'valueMinor'), currency })),
    weighted: currencies.map((currency) => ({ minor: sum(currency, 'weightedMinor'), currency })),
  };
}
