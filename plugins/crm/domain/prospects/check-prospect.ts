import type { ProspectValues } from '../../resources/prospect-fields.ts';

/** A record without a name or an address could never be found again. */
export function checkProspect({ firstName, lastName, companyName, email }: ProspectValues) {
  if (firstName || lastName || companyName || email) return [];
  return [{ field: 'lastName' as const, message: 'Give a name, a company or an e-mail address.' }];
}
