/** A place where other plugins may add, with the type of what is added. Stands in `api.ts`. */
export interface ExtensionPoint<Item> {
  /** `<plugin>.<words>`. */
  readonly id: string;
  /** Carries the type; never read. */
  readonly type?: Item;
}

/**
 * Open a plugin to others, in `api.ts`.
 *
 * @example export const paymentMethods = defineExtensionPoint<PaymentMethod>('billing.payment-methods');
 */
export function defineExtensionPoint<Item>(id: string): ExtensionPoint<Item> {
  return Object.freeze({ id });
}

/** What one plugin adds at another's point. */
export interface Extension<Item = unknown> {
  /** Of the point. */
  readonly point: string;
  readonly item: Item;
  /** Smaller comes first. Default: 100. */
  readonly order: number;
}

/**
 * Add at a point; its owner reads `ctx.all(paymentMethods)`. An unknown point warns and does nothing.
 *
 * @example extensions: [extend(paymentMethods, invoiceByPost)]
 */
export function extend<Item>(
  point: ExtensionPoint<Item>,
  item: Item,
  { order = 100 }: { readonly order?: number } = {},
): Extension<Item> {
  return Object.freeze({ point: point.id, item, order });
}
