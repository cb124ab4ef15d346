import type { Charset } from './charset.ts';
import type { Delimiter } from './delimiter.ts';

/** How one file is written. Detected, and every part of it may be overruled. */
export interface CsvFormat {
  readonly charset: Charset;
  readonly delimiter: Delimiter;
  /** The line with the column names; 0 when there is none. */
  readonly headerLine: number;
  /** Do rows leave out empty cells at their end? */
  readonly shortRows: boolean;
}
