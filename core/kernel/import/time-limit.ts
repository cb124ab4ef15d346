/** Thrown when something took longer than it may. */
export class TookTooLong extends Error {}

/** The outcome of the work, or TookTooLong with this sentence. The work itself cannot be stopped, only left behind. */
export function withinTime<Result>(
  work: Promise<Result>,
  limitMs: number,
  sentence: string,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TookTooLong(sentence)), limitMs);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
