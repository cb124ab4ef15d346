/** A resource seen from afar: enough to point at it, nothing of how it is built. */
export interface ResourceRef {
  /** `<plugin>.<noun>`, for example `crm.contact`. */
  readonly id: string;
}

/**
 * Name a resource for other plugins, in `api.ts`.
 *
 * @example export const contacts = defineResourceRef('crm.contact');
 */
export function defineResourceRef(id: string): ResourceRef {
  return Object.freeze({ id });
}
