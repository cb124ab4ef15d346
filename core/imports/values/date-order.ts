/** How numbers in a date are ordered. Dates that start with the year are read in either. */
export const dateOrders = { dmy: 'day / month / year', mdy: 'month / day / year' } as const;

export type DateOrder = keyof typeof dateOrders;

const numeric = /^\s*(\d{1,2})([-/.\s])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/;

/** The order that fits a whole column: one 25th of a month settles it, the locale decides where nothing does. */
export function detectDateOrder(texts: readonly string[], locale: string): DateOrder {
  let dayFirst = 0;
  let monthFirst = 0;
  let dotted = 0;
  for (const text of texts) {
    const [, first, separator, second] = numeric.exec(text) ?? [];
    if (Number(first) > 12) dayFirst++;
    if (Number(second) > 12) monthFirst++;
    if (separator === '.') dotted++;
  }
  if (dayFirst !== monthFirst) return dayFirst > monthFirst ? 'dmy' : 'mdy';
  return dotted > 0 ? 'dmy' : orderOfLocale(locale);
}

function orderOfLocale(locale: string): DateOrder {
  const parts = new Intl.DateTimeFormat(locale).formatToParts(new Date(0));
  const types = parts.map((part) => part.type);
  return types.indexOf('month') < types.indexOf('day') && types[0] !== 'year' ? 'mdy' : 'dmy';
}
