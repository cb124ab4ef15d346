import type { Deal, DealValues } from '../../resources/deal-fields.ts';

const echoed = ['probability', 'closedAt', 'lostReason', 'lostNote'] as const;

/** What was really changed: a form sends back all it showed, and that is no wish. */
export function withoutEchoes(change: DealValues, before: Deal | undefined): DealValues {
  const wishes = echoed.filter((field) => !isSame(change[field], before?.[field]));
  return Object.fromEntries(wishes.map((field) => [field, change[field]]));
}

const minute = 60_000;

/** Forms show moments to the minute. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'string' || typeof other !== 'string') return false;
  return Math.floor(Date.parse(one) / minute) === Math.floor(Date.parse(other) / minute);
}
