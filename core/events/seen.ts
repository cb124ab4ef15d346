/** A snapshot of PostgreSQL, read: which transactions somebody has seen. */
export interface Seen {
  /** All before it are over, and seen if they were committed. */
  readonly min: number;
  /** None from here on is seen. */
  readonly max: number;
  /** Those between that were still open. */
  readonly open: ReadonlySet<number>;
}

const shape = /^(\d{1,15}):(\d{1,15}):(\d{1,15}(?:,\d{1,15})*)?$/;

/** @returns null for what is no snapshot */
export function readSeen(text: string): Seen | null {
  const [, min, max, open = ''] = shape.exec(text) ?? [];
  if (min === undefined || max === undefined) return null;
  const ids = open === '' ? [] : open.split(',').map(Number);
  return { min: Number(min), max: Number(max), open: new Set(ids) };
}

/** Was what this transaction wrote seen, given that it is committed? */
export function hasSeen({ min, max, open }: Seen, xid: number): boolean {
  return xid < min || (xid < max && !open.has(xid));
}
