const relative = /^today(?:([+-])(\d{1,4})([dwmy]))?$/;

/** `today-7d`, `today+3m`: a day counted from today; anything else is left as it is. */
export function resolveDay(text: string, today: string): string {
  const match = relative.exec(text);
  if (!match) return text;
  const [, sign, count, unit] = match;
  const amount = Number(count ?? 0) * (sign === '-' ? -1 : 1);
  return shift(today, amount, unit ?? 'd');
}

function shift(day: string, amount: number, unit: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  if (unit === 'd' || unit === 'w') {
    return isoDay(Date.UTC(year, month - 1, date + amount * (unit === 'w' ? 7 : 1)));
  }
  const months = month - 1 + amount * (unit === 'y' ? 12 : 1);
  const lastOfMonth = new Date(Date.UTC(year, months + 1, 0)).getUTCDate();
  return isoDay(Date.UTC(year, months, Math.min(date, lastOfMonth)));
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The calendar day of a moment in a time zone. */
export function dayIn(timezone: string, moment: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: timezone, dateStyle: 'short' }).format(moment);
}
