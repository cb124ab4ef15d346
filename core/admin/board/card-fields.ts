import type { Resource } from '../../sdk/index.ts';
import { type ScreenField, screenFields } from '../fields/screen-field.ts';

/** What a card shows besides its title. */
export function cardFields(resource: Resource): ScreenField[] {
  const shown = new Set<string>(resource.options.title);
  const names = resource.options.board?.card ?? [];
  return screenFields(
    resource,
    [],
    names.filter((name) => !shown.has(name)),
  );
}

/** What must be read to show a card; everything, where a rule of this resource looks at records. */
export function fieldsToRead(resource: Resource): readonly string[] | null {
  const { title, access } = resource.options;
  if (typeof access.update !== 'string') return null;
  const shown = cardFields(resource);
  const currencies = shown.flatMap(({ field }) => field.currencyField ?? []);
  return [...new Set([...title, ...shown.map(({ name }) => name), ...currencies])];
}
