import { z } from 'zod';
import { dateOrders } from '../values/date-order.ts';
import { decimalMarks } from '../values/decimal-mark.ts';

const keysOf = <Key extends string>(words: Readonly<Record<Key, string>>) =>
  z.enum(Object.keys(words) as [Key, ...Key[]]);

/** What happens to a value that cannot be read or found. */
export const otherwises = {
  report: 'Report the row',
  empty: 'Leave the field empty',
  create: 'Create what it names',
} as const;

export type Otherwise = keyof typeof otherwises;

/** What one column of a file fills, and how its cells are read. */
export const columnMapping = z.strictObject({
  /** The column's name in the file. */
  column: z.string(),
  /** What it fills; null leaves the column out. */
  field: z.string().nullable(),
  dateOrder: keysOf(dateOrders),
  decimalMark: keysOf(decimalMarks),
  otherwise: keysOf(otherwises),
});

export type ColumnMapping = z.infer<typeof columnMapping>;
