/**
 * Word of the moment between processes: what plugins tell browsers, and who is where. What is said while the way is
 * down is lost, so nothing that counts travels by it.
 */
export interface Line {
  /** Every process hears it, this one at once. */
  say(topic: string, text: string): void;
  /** @returns a function that stops listening */
  hear(topic: string, react: (text: string) => void): () => void;
  /** The way was down: something may have been missed. @returns a function that stops listening */
  afterGap(react: () => void): () => void;
  readonly carrier: 'postgres' | 'redis';
}

/** What one word may have in bytes, on every way: PostgreSQL takes 8 000 at most, quotes within quotes counted twice. */
export const mostWordBytes = 3_500;
