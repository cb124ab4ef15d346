import type { Ctx } from '../context.ts';

/** Whose data is asked for. */
export interface DataSubject {
  /** In lower case. */
  readonly email: string;
  readonly name?: string;
}

/** What went, and what had to stay. */
export interface Erasure {
  readonly erased: number;
  /** What the law makes us keep, with the reason: "3 invoices, kept seven years". */
  readonly kept: readonly { readonly what: string; readonly reason: string }[];
  /** Records that were emptied: the core removes what it holds of them, in custom fields and in the audit. */
  readonly recordIds?: readonly string[];
}

/** Gives out and removes what a plugin holds about a person (GDPR articles 15, 17 and 20). */
export interface PersonalData {
  /** `<plugin>.<words>`. */
  readonly id: string;
  readonly title: string;
  /** Tables whose personal fields this answers for. */
  readonly tables: readonly string[];
  /** Everything about them, as plain values. */
  export(ctx: Ctx, person: DataSubject): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Removes it for good, in the transaction of `ctx`; what is left must not tell who it was. May run twice. */
  erase(ctx: Ctx, person: DataSubject): Promise<Erasure>;
}

/** @example definePersonalData({ id: 'crm.contacts', title: 'Contacts', tables: ['crm_contacts'], export: contactsOf, erase: eraseContacts }) */
export function definePersonalData(data: PersonalData): PersonalData {
  return Object.freeze(data);
}
