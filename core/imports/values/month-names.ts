const formats = ['long', 'short'] as const;

/** Months by name, in English and in the language of the workspace: `mar`, `märz`, `march` → 3. */
export function monthNames(locale: string): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const language of [locale, 'en']) {
    for (const format of formats)
      addNames(names, new Intl.DateTimeFormat(language, { month: format, timeZone: 'UTC' }));
  }
  return names.set('sept', 9);
}

function addNames(names: Map<string, number>, format: Intl.DateTimeFormat): void {
  for (let month = 1; month <= 12; month++) {
    names.set(plainMonth(format.format(Date.UTC(2026, month - 1, 15))), month);
  }
}

export function plainMonth(name: string): string {
  return name.toLowerCase().replaceAll('.', '');
}
