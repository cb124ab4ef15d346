const dayInMilliseconds = 86_400_000;

/** Days with two decimals; never negative, whatever the clocks say. */
export function daysBetween(from: string, to: Date): number {
  const days = (to.getTime() - Date.parse(from)) / dayInMilliseconds;
  return Math.max(0, Math.round(days * 100) / 100);
}

export function daysAfter(from: Date, days: number | null): string | null {
  return days === null ? null : new Date(from.getTime() + days * dayInMilliseconds).toISOString();
}
