import type { Resource } from '../../sdk/index.ts';
import type { ScreenField } from '../fields/screen-field.ts';
import type { Region } from '../format/region.ts';
import type { FormReading } from './input-text.ts';
import { type Typed, textOf } from './typed.ts';

const codes = new Set(Intl.supportedValuesOf('currency'));

/**
 * How the fields of a form are read: an amount in the currency typed beside it, else in the record's
 * own, else in the field's default, else in the workspace's.
 */
export function readingFor(
  resource: Pick<Resource, 'fields'>,
  region: Region,
  workspaceCurrency: string,
  sources: { readonly typed?: Typed; readonly record?: Readonly<Record<string, unknown>> | null },
): (field: ScreenField) => FormReading {
  return ({ field: { currencyField } }) => {
    const candidates = currencyField
      ? [
          textOf(sources.typed ?? {}, currencyField),
          sources.record?.[currencyField],
          resource.fields[currencyField]?.default,
        ]
      : [];
    const currency = candidates.find((one) => typeof one === 'string' && codes.has(one));
    return { region, currency: typeof currency === 'string' ? currency : workspaceCurrency };
  };
}
