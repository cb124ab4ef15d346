import { email } from '../sdk/index.ts';

/** An address as it is stored: trimmed, in lower case. */
export const emailAddress = email({ required: true }).schema;

/** For looking up: what cannot be an address matches nobody. */
export function normalEmail(text: string): string {
  return text.trim().toLowerCase().slice(0, 254);
}
