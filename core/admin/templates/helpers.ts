import Handlebars from 'handlebars';
import { formatBytes } from '../format/bytes.ts';
import { formatDay, formatMonth } from '../format/day.ts';
import { formatDuration } from '../format/duration.ts';
import { initialsOf, toneOf } from '../format/initials.ts';
import { formatAgo, formatMoment } from '../format/moment.ts';
import { formatMoney } from '../format/money.ts';
import { formatNumber } from '../format/number.ts';
import { plainRegion, type Region } from '../format/region.ts';
import { withParameters } from '../shell/addresses.ts';
import type { Translate, Values } from '../translate.ts';
import type { Icons } from './icon.ts';

export interface HelperSources {
  /** For somebody of a locale. */
  readonly translate: (locale: string) => Translate;
  /** A plugin's own words; null where it has none. */
  readonly pluginWords: (locale: string, plugin: string, key: string, values: Values) => string | null;
  readonly icon: Icons;
  /** The address of an asset by its name, `app.css`: of a plugin, or null of the theme. */
  readonly asset: (name: string, plugin: string | null) => string;
  /** The address of a resource's list, or of a record of it; null where there is no such resource. */
  readonly resource: (slug: string, resource: string, recordId: string | null) => string | null;
  readonly now: () => Date;
}

// biome-ignore lint/suspicious/noExplicitAny: templates hand over what their models hold; each helper reads it itself
export type TemplateHelpers = Readonly<Record<string, (...given: any[]) => unknown>>;

/** All that a template can do besides showing values: a closed list. */
export function templateHelpers(sources: HelperSources): TemplateHelpers {
  const { icon, asset, now } = sources;
  const safe = (html: string): Handlebars.SafeString => new Handlebars.SafeString(html);
  return {
    t: (key: string, options: HelperOptions) => wordsFor(sources, key, options),
    icon: (name: unknown) => safe(icon(String(name ?? ''))),
    asset: (name: string, options: HelperOptions) => asset(name, options.data.root.inPlugin?.id ?? null),
    link: (path: unknown, options: HelperOptions) =>
      withParameters(`${options.data.root.inPlugin?.url ?? ''}${String(path)}`, textsIn(options.hash)),
    resource: (id: string, ...given: unknown[]) => {
      const [recordId, options] = given.length > 1 ? given : [null, given[0]];
      return resourceAddress(sources, id, recordId, options as HelperOptions);
    },
    eq: (one: unknown, other: unknown) => one === other,
    not: (value: unknown) => !isTruthy(value),
    and: (...given: unknown[]) => given.slice(0, -1).every(isTruthy),
    or: (...given: unknown[]) => given.slice(0, -1).some(isTruthy),
    concat: (...given: unknown[]) => given.slice(0, -1).join(''),
    initials: (name: unknown) => initialsOf(String(name ?? '')),
    tone: (name: unknown) => toneOf(String(name ?? '')),
    money: (minor: unknown, currency: unknown, options: HelperOptions) =>
      formatMoney(Number(minor), String(currency), regionIn(options).locale),
    number: (value: unknown, options: HelperOptions) => formatNumber(Number(value), regionIn(options).locale),
    bytes: (value: unknown, options: HelperOptions) => formatBytes(Number(value), regionIn(options).locale),
    duration: (value: unknown, options: HelperOptions) =>
      formatDuration(Number(value), regionIn(options).locale),
    day: (value: unknown, options: HelperOptions) => formatDay(String(value), regionIn(options).locale),
    month: (value: unknown, options: HelperOptions) => formatMonth(String(value), regionIn(options).locale),
    moment: (value: unknown, options: HelperOptions) => formatMoment(String(value), regionIn(options)),
    ago: (value: unknown, options: HelperOptions) =>
      formatAgo(String(value), regionIn(options).locale, now()),
  };
}

interface HelperOptions {
  readonly hash: Readonly<Record<string, unknown>>;
  readonly data: { readonly root: Root };
}

/** What surrounds the values of a view. */
interface Root {
  readonly page?: { readonly region?: Region; readonly workspace?: { readonly slug: string } | null };
  /** Whose view it is, where it is a plugin's. */
  readonly inPlugin?: { readonly id: string; readonly url: string };
}

/** In a plugin's view its own words come first. */
function wordsFor(sources: HelperSources, key: string, options: HelperOptions): string {
  const { locale } = regionIn(options);
  const { inPlugin } = options.data.root;
  const own = inPlugin ? sources.pluginWords(locale, inPlugin.id, key, options.hash) : null;
  return own ?? sources.translate(locale)(key, options.hash);
}

function resourceAddress(
  { resource }: HelperSources,
  id: string,
  recordId: unknown,
  { data }: HelperOptions,
): string {
  const slug = data.root.page?.workspace?.slug ?? '';
  return resource(slug, id, recordId === null ? null : String(recordId)) ?? '';
}

function textsIn(values: Readonly<Record<string, unknown>>): Record<string, string | null> {
  const entries = Object.entries(values).map(([name, value]) => [name, value == null ? null : String(value)]);
  return Object.fromEntries(entries) as Record<string, string | null>;
}

function regionIn({ data }: HelperOptions): Region {
  return data.root.page?.region ?? plainRegion;
}

function isTruthy(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
