/** What a model reads well; more costs it more than it gains. */
const mostBytes = 8_192;

/** A result as text of at most 8 KB: nothing empty, and lists cut with word of how to go on. */
export function compactText(value: unknown): string {
  const whole = JSON.stringify(withoutEmpty(value) ?? null);
  if (Buffer.byteLength(whole) <= mostBytes) return whole;
  return isPage(value) ? cutPage(value) : cutText(whole);
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, withoutEmpty(one)] as const);
  return Object.fromEntries(entries.filter(([key, one]) => key === 'nextCursor' || !isEmpty(one)));
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0 && !Array.isArray(value);
}

interface Page {
  readonly items: readonly unknown[];
  readonly [more: string]: unknown;
}

function isPage(value: unknown): value is Page {
  return typeof value === 'object' && value !== null && Array.isArray((value as Page).items);
}

/** As many as there is room for. */
function cutPage({ items, ...rest }: Page): string {
  const note = 'Not all of this page: ask for fewer by limit, or for less of each by fields.';
  const kept: unknown[] = [];
  let bytes = Buffer.byteLength(JSON.stringify({ ...rest, items: [], shown: items.length, note }));
  for (const item of items) {
    const plain = withoutEmpty(item);
    bytes += Buffer.byteLength(JSON.stringify(plain)) + 1;
    if (bytes > mostBytes) break;
    kept.push(plain);
  }
  return JSON.stringify({ items: kept, ...rest, shown: kept.length, note });
}

function cutText(whole: string): string {
  const note = '… cut here: ask for less of it by fields.';
  return (
    Buffer.from(whole)
      .subarray(0, mostBytes - Buffer.byteLength(note) - 4)
      .toString('utf8') + note
  );
}
