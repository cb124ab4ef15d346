import type { ImportState } from '../record/import-record.ts';

/**
 * What the pages of the import wizard show. Addresses are ready to use; sentences are for people;
 * dates are RFC 3339 text, sizes bytes: how they look is the page's affair.
 */

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly selected: boolean;
}

export interface OptionGroup {
  readonly label: string;
  readonly options: readonly Option[];
}

export interface WizardStep {
  readonly name: 'upload' | 'mapping' | 'check' | 'result';
  readonly state: 'done' | 'current' | 'ahead';
  /** Where a step that is done or current can be seen again; null when it cannot. */
  readonly url: string | null;
}

/** On every page of the wizard. */
export interface WizardModel {
  readonly resource: {
    readonly id: string;
    readonly one: string;
    readonly many: string;
    readonly icon: string;
  };
  readonly listUrl: string;
  readonly uploadUrl: string;
  readonly steps: readonly WizardStep[];
  /** One sentence for the whole page, about what was just sent. */
  readonly notice: string | null;
}

export type { ImportState };

/** One line of the list of earlier imports. */
export interface ImportLine {
  readonly id: string;
  readonly url: string;
  readonly fileName: string;
  readonly state: ImportState;
  readonly byName: string;
  readonly at: string;
  readonly created: number;
  readonly updated: number;
  readonly failed: number;
}

/** View `import/upload`. The form is multipart with one file called `file`. */
export interface UploadModel extends WizardModel {
  readonly action: string;
  /** An empty file with the right columns. */
  readonly templateUrl: string;
  readonly maxBytes: number;
  readonly problem: string | null;
  readonly earlier: readonly ImportLine[];
}

/** How one column of the file is read. Form names: `columns.<index>.field`, `.dateOrder`, `.decimalMark`, `.otherwise`. */
export interface MappingColumn {
  readonly index: number;
  readonly header: string;
  /** The first values that are not empty, at most three. */
  readonly samples: readonly string[];
  /** The chosen field's name, empty to leave the column out. */
  readonly field: string;
  /** Groups for `columns.<index>.field`; the first option leaves the column out. */
  readonly fields: readonly OptionGroup[];
  /** Why this field was suggested; null when a person chose it or nothing fits. */
  readonly because: 'remembered' | 'name' | 'content' | null;
  /** Shown for days and instants; null otherwise. */
  readonly dateOrder: readonly Option[] | null;
  /** Shown for numbers and money; null otherwise. */
  readonly decimalMark: readonly Option[] | null;
  /** What to do with a value that cannot be read or found: report the row, leave the field empty, or create what it names. Null where any value fits, and where the column is left out. */
  readonly otherwise: readonly Option[] | null;
  readonly problem: string | null;
}

/** How the file as a whole is read. Form names: `charset`, `delimiter`, `headerLine`, `shortRows`. */
export interface FormatModel {
  readonly action: string;
  readonly charset: readonly Option[];
  readonly delimiter: readonly Option[];
  /** The line that holds the column names; `0` means the file has none. */
  readonly headerLine: readonly Option[];
  /** Accept rows that leave out cells at their end. */
  readonly shortRows: boolean;
}

/** View `import/mapping`. */
export interface MappingModel extends WizardModel {
  readonly action: string;
  /** `rows` is an estimate when the file is large. */
  readonly file: { readonly name: string; readonly bytes: number; readonly rows: number };
  readonly format: FormatModel;
  readonly columns: readonly MappingColumn[];
  /** Form name `mode`: create, update, upsert. */
  readonly mode: readonly Option[];
  /** Form name `clearEmpty`: do empty cells empty the field of a record that is updated? */
  readonly clearEmpty: boolean;
  /** Form name `key`: the field that says which record a row is about; empty when the resource has none. */
  readonly key: readonly Option[];
  /** Fields that must be given and that no column fills yet, by their label. */
  readonly missing: readonly string[];
  readonly problems: Readonly<Record<string, string>>;
}

export interface Progress {
  readonly rows: number;
  readonly total: number;
  /** 0 to 100. */
  readonly percent: number;
}

export interface Counts {
  readonly created: number;
  readonly updated: number;
  /** Rows that changed nothing: empty ones, and those that already are as the file has them. */
  readonly skipped: number;
  readonly failed: number;
}

/** A problem that several rows share. */
export interface ProblemSummary {
  /** The label of the field, or null for the row as a whole. */
  readonly field: string | null;
  readonly message: string;
  readonly rows: number;
  /** The first of them. */
  readonly examples: readonly { readonly row: number; readonly line: number; readonly value: string }[];
}

/** A row as it would become, in the order of `headers`. */
export interface PreviewRow {
  readonly row: number;
  readonly outcome: 'create' | 'update' | 'skip' | 'fail';
  readonly cells: readonly string[];
  readonly problem: string | null;
}

/** View `import/check`. While `progress` is there the page asks `progressUrl` again every second. */
export interface CheckModel extends WizardModel {
  readonly progress: Progress | null;
  readonly progressUrl: string;
  readonly mappingUrl: string;
  readonly startAction: string;
  readonly cancelAction: string;
  readonly file: { readonly name: string; readonly rows: number };
  readonly counts: Counts;
  /** Records of other resources that would be made, such as companies. */
  readonly alsoCreates: readonly { readonly label: string; readonly count: number }[];
  readonly headers: readonly string[];
  readonly preview: readonly PreviewRow[];
  readonly problems: readonly ProblemSummary[];
  /** False when nothing would be written. */
  readonly canStart: boolean;
}

/** View `import/progress`: an import at work. The page asks `progressUrl` again every second; once it is over, that answers with a redirect. */
export interface ProgressModel extends WizardModel {
  /** Is it being taken back, rather than written? */
  readonly isUndoing: boolean;
  readonly progress: Progress;
  readonly progressUrl: string;
  readonly cancelAction: string;
  readonly file: { readonly name: string; readonly rows: number };
  readonly counts: Counts;
  /** Whole seconds it will still take; null while that cannot be told. */
  readonly secondsLeft: number | null;
  readonly isCancelling: boolean;
}

/** View `import/result`: a finished import, whole or not. */
export interface ResultModel extends WizardModel {
  readonly state: 'done' | 'failed' | 'cancelled';
  /** Why it stopped; null when it did not. */
  readonly reason: string | null;
  readonly file: { readonly name: string; readonly rows: number };
  readonly counts: Counts;
  readonly progress: Progress;
  readonly seconds: number;
  readonly byName: string;
  readonly finishedAt: string;
  readonly problems: readonly ProblemSummary[];
  /** A CSV of the failed rows with the reason; null when none failed. */
  readonly failuresUrl: string | null;
  /** Continue after the last row that was written; null when there is nothing to continue. */
  readonly resumeAction: string | null;
  /** Take back what it wrote; null when that is no longer possible. */
  readonly undoAction: string | null;
  /** How it was taken back; null when it was not. */
  readonly undone: {
    readonly at: string;
    /** Created by the import, now in the trash. */
    readonly removed: number;
    /** Changed by the import, now as before. */
    readonly restored: number;
    /** Left alone, because somebody changed them since. */
    readonly kept: number;
  } | null;
  readonly againUrl: string;
}
