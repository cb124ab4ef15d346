import type { DataRow } from '../../csv/read-csv.ts';
import type { RecordJson } from '../../resources/shape/record-json.ts';
import type { Change } from '../../resources/write/write-record.ts';
import type { Wanted } from './link-finder.ts';
import type { RowProblem } from './row-problem.ts';

/** A record of another resource that has to be made first, and the field its id goes into. */
export interface WantedLink extends Wanted {
  readonly field: string;
}

interface Settled {
  readonly row: DataRow;
}

export interface RowToCreate extends Settled {
  readonly outcome: 'create';
  readonly change: Change;
  readonly wanted: readonly WantedLink[];
}

export interface RowToUpdate extends Settled {
  readonly outcome: 'update';
  readonly change: Change;
  readonly wanted: readonly WantedLink[];
  readonly before: RecordJson;
}

export interface RowToSkip extends Settled {
  readonly outcome: 'skip';
  readonly reason: string;
}

export interface FailedRow extends Settled {
  readonly outcome: 'fail';
  readonly problems: readonly RowProblem[];
}

export type RowToWrite = RowToCreate | RowToUpdate;

/** What will become of a row. */
export type SettledRow = RowToWrite | RowToSkip | FailedRow;
