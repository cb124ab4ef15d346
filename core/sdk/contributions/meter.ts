import type { Ctx } from '../context.ts';

/** Something that is counted per workspace: what plans limit and bills name. */
export interface Meter {
  /** `<plugin>.<words>`. */
  readonly id: string;
  readonly title: string;
  /** In the plural: `contacts`, `GB`. */
  readonly unit: string;
  /** How much there is now; a whole number. */
  measure(ctx: Ctx): Promise<number>;
}

/** @example defineMeter({ id: 'crm.contacts', title: 'Contacts', unit: 'contacts', measure: countContacts }) */
export function defineMeter(meter: Meter): Meter {
  return Object.freeze(meter);
}
