import type { CsvFormat } from '../../csv/csv-format.ts';
import type { Actor } from '../../sdk/index.ts';
import type { ColumnMapping } from '../mapping/column-mapping.ts';
import type { Because } from '../mapping/suggest-mapping.ts';
import type { CheckResult } from './check-result.ts';
import type { ImportOptions } from './import-options.ts';

export type ImportState =
  | 'uploaded'
  | 'checking'
  | 'checked'
  | 'running'
  | 'done'
  | 'failed'
  | 'cancelled'
  | 'undoing';

export type ImportActor = Exclude<Actor, { kind: 'system' }>;

/** A column of the file, with a taste of what it holds. */
export interface ImportColumn {
  readonly name: string;
  readonly samples: readonly string[];
  readonly because: Because;
}

export interface ImportCounts {
  readonly created: number;
  readonly updated: number;
  readonly skipped: number;
  readonly failed: number;
}

/** One import, from the upload to its end: the only record of how far it is. */
export interface ImportRecord {
  readonly id: string;
  readonly resource: string;
  readonly state: ImportState;
  readonly actor: ImportActor;
  /** `key` is null once the file was thrown away. */
  readonly file: {
    readonly key: string | null;
    readonly name: string;
    readonly bytes: number;
    readonly rows: number;
  };
  readonly format: CsvFormat;
  /** The lines that may be the header. */
  readonly firstLines: readonly { readonly line: number; readonly text: string }[];
  readonly columns: readonly ImportColumn[];
  readonly mapping: readonly ColumnMapping[];
  readonly options: ImportOptions;
  readonly check: CheckResult | null;
  /** All rows up to this one are committed. */
  readonly lastRow: number;
  readonly counts: ImportCounts;
  readonly reason: string | null;
  readonly isCancelling: boolean;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Records looked at so far while it is taken back. */
  readonly undoneRows: number;
  readonly undone: {
    readonly at: string;
    readonly removed: number;
    readonly restored: number;
    readonly kept: number;
  } | null;
}
