import type { ContactChange } from '../../resources/contact-fields.ts';

/** A record without a name or an address could never be found again. */
export function checkContact({ firstName, lastName, email }: ContactChange) {
  if (firstName || lastName || email) return [];
  return [{ field: 'lastName' as const, message: 'Give a name or an e-mail address.' }];
}
