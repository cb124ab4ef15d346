import type { UnitOfWork } from '../db/unit-of-work.ts';
import { LimitReached, type Meter } from '../sdk/index.ts';

/** What was found, and what there may be. */
interface Excess {
  readonly cap: number;
  readonly amount: number;
}

/** In words that say what to do. */
export function beyondCap({ id, unit }: Meter, excess: Excess, locale: string): LimitReached {
  const most = excess.cap.toLocaleString(locale);
  const message = `This workspace may have at most ${most} ${unit}. Remove some that are no longer needed, or ask for a larger plan.`;
  return new LimitReached(message, { meter: id, ...excess });
}

/** Others who add to the same wait until this transaction ends. */
export async function holdAdding(unit: UnitOfWork, what: string): Promise<void> {
  const text = 'select pg_advisory_xact_lock(hashtextextended($1, 0))';
  await unit.run({ text, values: [`guildhall:meter:${what}`] });
}
