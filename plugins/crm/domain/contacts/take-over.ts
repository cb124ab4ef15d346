import type { Contact, ContactChange } from '../../resources/contact-fields.ts';

const filledWhereEmpty = [
  'firstName',
  'lastName',
  'email',
  'phone',
  'mobile',
  'jobTitle',
  'companyId',
  'ownerId',
  'source',
  'website',
  'linkedin',
  'street',
  'city',
  'postalCode',
  'region',
  'country',
] as const;

/** What the survivor of a merge gets from the other: it keeps its own values and fills its gaps. */
export function valuesToTake(survivor: Contact, duplicate: Contact): ContactChange {
  const gaps = filledWhereEmpty.filter((field) => !survivor[field] && duplicate[field]);
  return {
    ...Object.fromEntries(gaps.map((field) => [field, duplicate[field]])),
    ...changed(survivor, {
      tags: [...new Set([...survivor.tags, ...duplicate.tags])].slice(0, 50),
      leadScore: Math.max(survivor.leadScore, duplicate.leadScore),
      lastContactedAt: latest(survivor.lastContactedAt, duplicate.lastContactedAt),
      notes: joinedNotes(survivor.notes, duplicate.notes),
    }),
  };
}

/** Values of the workspace's own fields that only the other has. */
export function customToTake(survivor: Contact, duplicate: Contact): Record<string, unknown> {
  const missing = Object.entries(duplicate.custom).filter(([key]) => survivor.custom[key] === undefined);
  return Object.fromEntries(missing);
}

function changed(survivor: Contact, merged: ContactChange): ContactChange {
  const entries = Object.entries(merged) as [keyof ContactChange, unknown][];
  const different = entries.filter(
    ([field, value]) => JSON.stringify(survivor[field]) !== JSON.stringify(value),
  );
  return Object.fromEntries(different);
}

function latest(one: string | null, other: string | null): string | null {
  if (!one || !other) return one ?? other;
  return Date.parse(one) >= Date.parse(other) ? one : other;
}

/** Both are kept where they fit; the survivor's come first. */
function joinedNotes(one: string | null, other: string | null): string | null {
  if (!one || !other || one === other) return one || other;
  return `${one}\n\n${other}`.slice(0, 20_000);
}
