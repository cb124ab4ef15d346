import type { Request } from 'express';
import { locales } from '../../workspaces/regional-settings.ts';

const currencyByRegion: Readonly<Record<string, string>> = {
  GB: 'GBP',
  US: 'USD',
  CZ: 'CZK',
  DK: 'DKK',
  CH: 'CHF',
  MX: 'MXN',
  JP: 'JPY',
  NO: 'NOK',
  PL: 'PLN',
  BR: 'BRL',
  SE: 'SEK',
};

/** A first guess from what the browser asks for, so that most people need not choose. */
export function guessRegion(request: Request): { locale: string; currency: string; timezone: string } {
  const asked = request.acceptsLanguages();
  const locale = asked.map(nearest).find((one) => one !== undefined) ?? 'en-GB';
  const region = locale.split('-')[1] ?? '';
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { locale, currency: currencyByRegion[region] ?? 'EUR', timezone: timeZone || 'UTC' };
}

/** `nl` → `nl-NL`; a region we do not have falls back to its language. */
function nearest(tag: string): string | undefined {
  const known = Object.keys(locales);
  const [language = ''] = tag.toLowerCase().split('-');
  const home = known.find((one) => one.toLowerCase() === `${language}-${language}`);
  return (
    known.find((one) => one.toLowerCase() === tag.toLowerCase()) ??
    home ??
    known.find((one) => one.toLowerCase().startsWith(`${language}-`))
  );
}
