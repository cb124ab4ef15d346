import { withParameters } from '../shell/addresses.ts';

const pageOnly = new Set(['after', 'limit', 'offset', 'total']);

/** A list's address as data: its path and what is asked of it. Changing it makes a new one. */
export interface ListAddress {
  readonly path: string;
  readonly parameters: URLSearchParams;
}

export function addressText({ path, parameters }: ListAddress): string {
  return withParameters(path, parameters);
}

/** The same list from its start: what only belongs to one page of it is left out. */
export function fromStart({ path, parameters }: ListAddress): ListAddress {
  return { path, parameters: new URLSearchParams([...parameters].filter(([name]) => !pageOnly.has(name))) };
}

/** With a parameter set, or without it where the value is null. */
export function withParameter(address: ListAddress, name: string, value: string | null): ListAddress {
  const parameters = new URLSearchParams(fromStart(address).parameters);
  if (value === null) parameters.delete(name);
  else parameters.set(name, value);
  return { path: address.path, parameters };
}

/** Is anything asked that narrows the list? */
export function isNarrowed({ parameters }: ListAddress): boolean {
  return [...parameters.keys()].some(
    (name) => name === 'q' || name === 'where' || name.startsWith('filter['),
  );
}
