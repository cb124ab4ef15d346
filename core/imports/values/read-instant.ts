import { type DateTerms, readWrittenDate } from './read-day.ts';
import { zonedInstant } from './zoned-time.ts';

const time =
  /^[T,\s]*(?:at\s+)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*([ap])?\.?(?:m\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;
const epoch = /^\d{13}$/;

/** A moment in any usual form. Without an offset it is a time in `timezone`; without a time, midnight there. */
export function readInstant(text: string, terms: DateTerms, timezone: string): string | null {
  if (epoch.test(text.trim())) return new Date(Number(text)).toISOString();
  const written = readWrittenDate(text, terms);
  if (!written) return null;
  if (written.rest === '') return zonedInstant(`${written.day}T00:00:00.000`, timezone);
  const [, hours, minutes, seconds = '00', fraction = '', half, offset] = time.exec(written.rest) ?? [];
  const hour = hourOf(Number(hours), half);
  if (hour === null) return null;
  const milliseconds = fraction.padEnd(3, '0').slice(0, 3);
  const local = `${written.day}T${hour}:${minutes}:${seconds}.${milliseconds}`;
  return offset ? withOffset(local, offset) : zonedInstant(local, timezone);
}

function hourOf(hours: number, half: string | undefined): string | null {
  if (Number.isNaN(hours) || hours > 23 || (half && (hours < 1 || hours > 12))) return null;
  const full = half ? (hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : hours;
  return String(full).padStart(2, '0');
}

function withOffset(local: string, offset: string): string | null {
  const isNamed = /^[a-z]+$/i.test(offset);
  const plain = isNamed ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(-2)}`;
  const instant = Date.parse(local + plain);
  return Number.isNaN(instant) ? null : new Date(instant).toISOString();
}
