import { z } from 'zod';
import { currency as currencyField } from '../sdk/index.ts';

export const currency = currencyField({ required: true }).schema;

/** How dates and numbers look. Words follow where the theme or a plugin has them in that language. */
export const locales: Readonly<Record<string, string>> = {
  'en-GB': 'English (United Kingdom)',
  'en-US': 'English (United States)',
  'cs-CZ': 'Čeština',
  'da-DK': 'Dansk',
  'de-AT': 'Deutsch (Österreich)',
  'de-CH': 'Deutsch (Schweiz)',
  'de-DE': 'Deutsch (Deutschland)',
  'es-ES': 'Español (España)',
  'es-MX': 'Español (México)',
  'fi-FI': 'Suomi',
  'fr-FR': 'Français (France)',
  'it-IT': 'Italiano',
  'ja-JP': '日本語',
  'nb-NO': 'Norsk bokmål',
  'nl-BE': 'Nederlands (België)',
  'nl-NL': 'Nederlands (Nederland)',
  'pl-PL': 'Polski',
  'pt-BR': 'Português (Brasil)',
  'pt-PT': 'Português (Portugal)',
  'sv-SE': 'Svenska',
};

export const locale = z
  .string('Choose a format.')
  .refine((tag) => Object.hasOwn(locales, tag), 'Choose a format from the list.');

/** `UTC` first; Node lists it under no name of its own. */
export const timezones: readonly string[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC'),
];
const zones = new Set(timezones);

export const timezone = z
  .string('Choose a time zone.')
  .refine((zone) => zones.has(zone), 'Choose a time zone from the list, such as Europe/Amsterdam.');

const names = new Intl.DisplayNames('en', { type: 'currency' });

export const currencies: readonly { readonly value: string; readonly label: string }[] =
  Intl.supportedValuesOf('currency').map((code) => ({ value: code, label: `${code} – ${names.of(code)}` }));
