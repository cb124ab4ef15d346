import type { ScreenField } from '../fields/screen-field.ts';
import { moneyInput } from '../format/money.ts';
import { numberInput } from '../format/number.ts';
import type { Region } from '../format/region.ts';
import { wallTime } from '../format/zoned-time.ts';

/** What turning values into text and back leans on. */
export interface FormReading {
  readonly region: Region;
  /** The currency of amounts that have no field of their own for it. */
  readonly currency: string;
}

/** A stored value as a form shows it: what reading it back gives the same value. */
export function inputText(
  { field, custom }: ScreenField,
  value: unknown,
  { region, currency }: FormReading,
): string | readonly string[] {
  if (value === null || value === undefined) return '';
  switch (field.kind) {
    case 'money':
      return moneyInput(Number(value), currency, region.locale);
    case 'integer':
    case 'number':
      return numberInput(Number(value), region.locale);
    case 'instant':
      return wallTime(String(value), region.timezone);
    case 'tags': {
      const tags = Array.isArray(value) ? value.map(String) : [];
      return custom ? tags : tags.join(', ');
    }
    default:
      return String(value);
  }
}
