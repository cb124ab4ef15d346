import type { Request } from 'express';
import type { PublicPage } from '../../sdk/index.ts';
import { queryOf } from '../resources/resource-request.ts';

/** What newsletters and advertisements hang onto links; no page is wrong because of it. */
const tracking = /^(utm_\w+|gclid|gbraid|wbraid|fbclid|msclkid|mc_[ce]id|ttclid|li_fat_id)$/;

/** The path wins over the question, the question over the form: an address means what it says. */
export function visitorInput(
  { input }: Pick<PublicPage, 'input'>,
  request: Request,
): Record<string, unknown> {
  const { shape = {} } = input as { shape?: Record<string, unknown> };
  const query = [...queryOf(request)].filter(([name]) => !tracking.test(name) || name in shape);
  return { ...typedOf(request), ...Object.fromEntries(query), ...request.params };
}

/** What a form sent, to be shown again. */
export function typedOf({ body }: Request): Record<string, unknown> {
  return typeof body === 'object' && body !== null ? { ...(body as Record<string, unknown>) } : {};
}
