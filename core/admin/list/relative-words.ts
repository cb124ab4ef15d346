import type { Translate } from '../translate.ts';

const relative = /^(today|now)(?:([+-])(\d+)([mhdwy]))?$/;

/** `today-7d` → `7 days ago`, `now` → `now`; null for what is no relative time. */
export function relativeWords(translate: Translate, value: string): string | null {
  const [, base, sign, count, letter] = relative.exec(value) ?? [];
  if (!base) return null;
  if (!count || !letter) return translate(`filter.${base}`);
  // A day counts months with m, a moment minutes.
  const unit = letter === 'm' && base === 'now' ? 'minutes' : letter;
  return translate(`filter.relative.${sign === '-' ? 'ago' : 'ahead'}.${unit}`, { count: Number(count) });
}
