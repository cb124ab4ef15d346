import type { Resource } from '../../sdk/index.ts';

/** `crm`, `deal-stages` → `CrmDealStages` */
export function pascal(...words: readonly string[]): string {
  return words
    .flatMap((word) => word.split(/[^A-Za-z0-9]+/))
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** The name of a resource's record schema; what belongs to it starts with this. */
export function schemaName({ plugin, noun }: Resource): string {
  return pascal(plugin, noun);
}

export function collectionName({ plugin, path }: Resource): string {
  return pascal(plugin, path);
}

/** One tag a resource: `crm.contact`. */
export function tagOf({ id }: Resource): string {
  return id;
}
