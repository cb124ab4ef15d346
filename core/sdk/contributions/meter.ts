import type { Ctx } from '../context.ts';

/** What a meter can count: a resource, or `members`. */
export interface Counted {
  readonly id: string;
}

/** The people who belong to a workspace, for a meter that counts seats. @example counts: [members] */
export const members: Counted = Object.freeze({ id: 'core.member' });

/** Something that is counted per workspace: what plans limit and bills name. */
export interface Meter {
  /** `<plugin>.<words>`. */
  readonly id: string;
  readonly title: string;
  /** In the plural: `contacts`, `GB`. */
  readonly unit: string;
  /**
   * The resources whose records it counts, or `members`. One more of them than a plan allows is refused, whichever way it is made:
   * by a form, the API, an import, an action or out of the trash. What is counted otherwise asks `ctx.keepWithin`.
   */
  readonly counts?: readonly Counted[];
  /** How much there is now; a whole number. */
  measure(ctx: Ctx): Promise<number>;
}

/**
 * @example
 * defineMeter({ id: 'crm.contacts', title: 'Contacts', unit: 'contacts', counts: [contact],
 *   measure: (ctx) => ctx.db.table(contact).count({}) })
 */
export function defineMeter(meter: Meter): Meter {
  return Object.freeze(meter);
}
