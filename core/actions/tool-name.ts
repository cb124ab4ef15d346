/** Longest name a tool may have, so that clients can put their own prefix in front. */
export const longestToolName = 40;

/** `crm.contact-merge.list` → `crm_contact_merge_list` */
export function toolName(id: string): string {
  return id.replace(/[.-]/g, '_');
}
