import type { Ctx } from '../context.ts';

/** One line of the results. */
export interface SearchHit {
  readonly title: string;
  readonly note?: string;
  readonly icon?: string;
  /** An address inside the workspace, such as `/docs/pages/42`. */
  readonly address: string;
}

/** A source of the search over everything, beside the resources that are searched already. */
export interface SearchProvider {
  /** `<plugin>.<words>`. */
  readonly id: string;
  readonly title: string;
  readonly permission: string;
  search(ctx: Ctx, words: string, most: number): Promise<readonly SearchHit[]>;
}

/** @example defineSearchProvider({ id: 'docs.pages', title: 'Pages', permission: 'docs:read', search: searchPages }) */
export function defineSearchProvider(provider: SearchProvider): SearchProvider {
  return Object.freeze(provider);
}
