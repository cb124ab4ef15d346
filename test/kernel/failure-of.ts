/** What was thrown, or rejected with; fails when nothing was. */
export function failureOf(work: () => Promise<unknown>): Promise<Error>;
export function failureOf(work: () => void): Error;
export function failureOf(work: () => unknown): Error | Promise<Error> {
  try {
    const outcome = work();
    if (outcome instanceof Promise) return outcome.then(nothingThrown, asError);
  } catch (error) {
    return asError(error);
  }
  return nothingThrown();
}

function nothingThrown(): never {
  throw new Error('Nothing was thrown.');
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
