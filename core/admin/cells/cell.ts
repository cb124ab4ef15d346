/** A value ready to be looked at. Templates show each kind in its own way. */
export type Cell =
  | { readonly kind: 'none' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'long'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string; readonly isOutside: boolean }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'money'; readonly text: string }
  | { readonly kind: 'time'; readonly text: string; readonly instant: string; readonly title: string }
  | { readonly kind: 'badge'; readonly text: string; readonly colour: string }
  | { readonly kind: 'tags'; readonly tags: readonly string[] }
  | { readonly kind: 'flag'; readonly isYes: boolean }
  | { readonly kind: 'record'; readonly text: string; readonly href: string }
  | { readonly kind: 'person'; readonly text: string };

export const noCell: Cell = { kind: 'none' };
