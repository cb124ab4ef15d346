import { z } from 'zod';

const uuid = z.uuid();
const instant = z.iso.datetime({ offset: true });

/** Behind which message the older ones begin: several may be of the same moment. */
export interface InboxPlace {
  readonly at: string;
  readonly id: string | null;
}

/** A moment, or a moment and an id. An address may hold anything; what is neither asks for the newest. */
export function placeOf(text: string | null): InboxPlace | null {
  const [moment, id] = (text ?? '').split('~');
  const at = instant.safeParse(moment).data;
  return at ? { at, id: uuid.safeParse(id).data ?? null } : null;
}

/** In a form that stands in an address as it is. */
export function placeText({ at, id }: InboxPlace): string {
  return `${new Date(at).toISOString()}~${id}`;
}
