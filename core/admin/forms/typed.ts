/** What a form sent or shows, as text: by the field's name, one text or several. */
export type Typed = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The body of a form as texts. Whatever else it holds is dropped. */
export function typedFrom(body: unknown): Typed {
  const typed: Record<string, string | readonly string[]> = Object.create(null);
  if (typeof body !== 'object' || body === null) return typed;
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string') typed[name] = value;
    else if (Array.isArray(value)) typed[name] = value.filter((one) => typeof one === 'string');
  }
  return typed;
}

/** The parameters of an address as texts, to fill a form beforehand. */
export function typedFromQuery(query: URLSearchParams): Typed {
  const typed: Record<string, string> = Object.create(null);
  for (const [name, value] of query) typed[name] = value;
  return typed;
}

/** The same, where a name may come several times. */
export function typedFromEach(query: URLSearchParams): Typed {
  const typed: Record<string, readonly string[]> = Object.create(null);
  for (const name of new Set(query.keys())) typed[name] = query.getAll(name);
  return typed;
}

export function textOf(typed: Typed, name: string): string {
  const value = typed[name];
  return (typeof value === 'string' ? value : value?.[0]) ?? '';
}

export function textsOf(typed: Typed, name: string): readonly string[] {
  const value = typed[name];
  if (value === undefined || value === '') return [];
  return typeof value === 'string' ? [value] : value;
}

const between = '\u001f';

/** What a field held, as one text, to see later whether it was changed. */
export function joined(value: string | readonly string[] | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value.replace(/\r\n/g, '\n') : [...value].sort().join(between);
}
