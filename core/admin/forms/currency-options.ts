const usual = ['EUR', 'USD', 'GBP', 'CHF', 'SEK', 'NOK', 'DKK', 'PLN', 'CAD', 'AUD', 'JPY'];

/** Currency codes: the workspace's and the usual ones first, then all there are. */
export function currencyOptions(
  own: string,
  chosen: ReadonlySet<string>,
): { value: string; label: string }[] {
  const first = new Set([own, ...chosen, ...usual]);
  const rest = Intl.supportedValuesOf('currency').filter((code) => !first.has(code));
  return [...first, ...rest].filter(Boolean).map((code) => ({ value: code, label: code }));
}
