import { blamedCall } from '../kernel/blame.ts';
import { isHeldBack } from './held-back.ts';
import { isFault } from './is-fault.ts';

/** Did this fail because a plugin rests, or because its own code failed? Then it has been counted already. */
export function isPluginTrouble(error: unknown): boolean {
  return isHeldBack(error) || (blamedCall(error) !== undefined && isFault(error));
}

/** For one part of something larger: what a plugin fails at is left out, and all the rest stands. */
export async function leftOut<Result, Instead>(
  work: () => Promise<Result>,
  instead: Instead,
): Promise<Result | Instead> {
  try {
    return await work();
  } catch (error) {
    if (isPluginTrouble(error)) return instead;
    throw error;
  }
}

/** The same for a rule, which answers at once. */
export function leftOutSync<Result, Instead>(work: () => Result, instead: Instead): Result | Instead {
  try {
    return work();
  } catch (error) {
    if (isPluginTrouble(error)) return instead;
    throw error;
  }
}
