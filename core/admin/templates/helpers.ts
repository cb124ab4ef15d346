import Handlebars from 'handlebars';
import { formatBytes } from '../format/bytes.ts';
import { formatDay } from '../format/day.ts';
import { formatDuration } from '../format/duration.ts';
import { initialsOf, toneOf } from '../format/initials.ts';
import { formatAgo, formatMoment } from '../format/moment.ts';
import { formatNumber } from '../format/number.ts';
import { plainRegion, type Region } from '../format/region.ts';
import type { Translate } from '../translate.ts';
import type { Icons } from './icon.ts';

export interface HelperSources {
  readonly translate: Translate;
  readonly icon: Icons;
  /** The address of an asset by its name, `app.css`. */
  readonly asset: (name: string) => string;
  readonly now: () => Date;
}

// biome-ignore lint/suspicious/noExplicitAny: templates hand over what their models hold; each helper reads it itself
export type TemplateHelpers = Readonly<Record<string, (...given: any[]) => unknown>>;

/** All that a template can do besides showing values: a closed list. */
export function templateHelpers({ translate, icon, asset, now }: HelperSources): TemplateHelpers {
  const safe = (html: string): Handlebars.SafeString => new Handlebars.SafeString(html);
  return {
    t: (key: string, options: HelperOptions) => translate(key, options.hash),
    icon: (name: unknown) => safe(icon(String(name ?? ''))),
    asset: (name: string) => asset(name),
    eq: (one: unknown, other: unknown) => one === other,
    not: (value: unknown) => !isTruthy(value),
    and: (...given: unknown[]) => given.slice(0, -1).every(isTruthy),
    or: (...given: unknown[]) => given.slice(0, -1).some(isTruthy),
    concat: (...given: unknown[]) => given.slice(0, -1).join(''),
    initials: (name: unknown) => initialsOf(String(name ?? '')),
    tone: (name: unknown) => toneOf(String(name ?? '')),
    number: (value: unknown, options: HelperOptions) => formatNumber(Number(value), regionIn(options).locale),
    bytes: (value: unknown, options: HelperOptions) => formatBytes(Number(value), regionIn(options).locale),
    duration: (value: unknown, options: HelperOptions) =>
      formatDuration(Number(value), regionIn(options).locale),
    day: (value: unknown, options: HelperOptions) => formatDay(String(value), regionIn(options).locale),
    moment: (value: unknown, options: HelperOptions) => formatMoment(String(value), regionIn(options)),
    ago: (value: unknown, options: HelperOptions) =>
      formatAgo(String(value), regionIn(options).locale, now()),
  };
}

interface HelperOptions {
  readonly hash: Readonly<Record<string, unknown>>;
  readonly data: { readonly root: { readonly page?: { readonly region?: Region } } };
}

function regionIn({ data }: HelperOptions): Region {
  return data.root.page?.region ?? plainRegion;
}

function isTruthy(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
