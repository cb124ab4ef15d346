import type { ImportCounts } from './import-record.ts';

/** A problem that several rows share. */
export interface ProblemGroup {
  /** The label of the field, or null for the row as a whole. */
  readonly field: string | null;
  readonly message: string;
  readonly rows: number;
  readonly examples: readonly { readonly row: number; readonly line: number; readonly value: string }[];
}

export interface PreviewedRow {
  readonly row: number;
  readonly outcome: 'create' | 'update' | 'skip' | 'fail';
  readonly cells: readonly string[];
  readonly problem: string | null;
}

/** What an import would do. Written while the check runs, so that its progress can be seen. */
export interface CheckResult {
  readonly rows: number;
  readonly counts: ImportCounts;
  readonly alsoCreates: readonly { readonly label: string; readonly count: number }[];
  readonly headers: readonly string[];
  readonly preview: readonly PreviewedRow[];
  readonly problems: readonly ProblemGroup[];
}
