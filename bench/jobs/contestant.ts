/** Something that takes jobs and does them, each of which writes one row. */
export interface Contestant {
  readonly name: string;
  /** Leaves so many jobs, a hundred at a time. */
  enqueue(count: number): Promise<void>;
  /** The same by a call for a hundred at once, where there is one. */
  enqueueInBulk?(count: number): Promise<void>;
  /** Does all that are left. Resolves when every row is there. */
  work(count: number): Promise<void>;
  /** Takes no more until it works again. */
  rest?(): Promise<void>;
  stop(): Promise<void>;
}

/** Handed in at a time by everybody. */
export const batchSize = 100;
/** At work at a time with everybody. */
export const atOnce = 10;

export async function inBatches(
  count: number,
  leave: (numbers: readonly number[]) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < count; from += batchSize) {
    await leave(Array.from({ length: Math.min(batchSize, count - from) }, (_, index) => from + index));
  }
}
