import { memo } from '../format/memo.ts';
import type { Region } from '../format/region.ts';
import { wallTime } from '../format/zoned-time.ts';
import type { Translate } from '../translate.ts';

const days = memo((key) => {
  const [locale = 'en', timezone = 'UTC'] = key.split('|');
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: timezone,
  });
});

/** `Good morning, Ada`, by the clock of whoever reads it. */
export function greetingFor(translate: Translate, name: string, now: Date, { timezone }: Region): string {
  const hour = Number(wallTime(now.toISOString(), timezone).slice(11, 13));
  const part = hour < 5 || hour >= 18 ? 'evening' : hour < 12 ? 'morning' : 'afternoon';
  return translate(`home.${part}`, { name: firstName(name) });
}

/** `Saturday, 21 November`. */
export function todayIn(now: Date, { locale, timezone }: Region): string {
  return days(`${locale}|${timezone}`).format(now);
}

function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}
