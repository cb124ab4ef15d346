import type { Resource } from '../resource.ts';

interface MenuWords {
  readonly label: string;
  readonly icon: string;
}

/** A way into the plugin, in the menu of a workspace: a resource, or a page of its own by its path. */
export type MenuEntry = MenuWords &
  (
    | { readonly resource: Resource; readonly view?: 'list' | 'board'; readonly page?: never }
    | { readonly page: string; readonly resource?: never; readonly view?: never }
  );
