import type { z } from 'zod';

/** What the kernel must know of one kind of contribution. */
export interface ContributionType<Item> {
  /** What one of them is called in a sentence: "health check". */
  readonly word: string;
  /** What its `define…` gives. */
  readonly shape: z.ZodType;
  /** How an author tells it from others of its kind. */
  nameOf(item: Item): string;
  /**
   * `own`: its name begins with the plugin's id and no other has it. `single`: no two of one plugin share it.
   * `free`: neither.
   */
  readonly naming: 'own' | 'single' | 'free';
  /** The permission it asks for, where that is a plain name. */
  permissionOf?(item: Item): string | undefined;
}
