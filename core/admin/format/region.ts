/** How somebody reads dates, times and numbers. */
export interface Region {
  /** BCP 47, for example `nl-NL`. */
  readonly locale: string;
  /** IANA name, for example `Europe/Amsterdam`. */
  readonly timezone: string;
}

export const plainRegion: Region = { locale: 'en-GB', timezone: 'UTC' };

/** Falls back to what works where a stored name is no longer known to this machine. */
export function regionOf(locale: string, timezone: string): Region {
  return {
    locale: isKnown(() => new Intl.Locale(locale)) ? locale : plainRegion.locale,
    timezone: isKnown(() => new Intl.DateTimeFormat('en', { timeZone: timezone }))
      ? timezone
      : plainRegion.timezone,
  };
}

function isKnown(make: () => unknown): boolean {
  try {
    make();
    return true;
  } catch {
    return false;
  }
}
