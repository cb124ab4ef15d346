/** A table as PostgreSQL's own catalogue describes it: enough to read it out and to fill it again. */
export interface TableShape {
  readonly name: string;
  /** What is carried over. Computed columns are left out, and so is what has a meaning on one server only, such as transaction ids. */
  readonly columns: readonly string[];
  /** Does it hold rows of workspaces, with their `workspace_id`? */
  readonly isOfWorkspaces: boolean;
  readonly nature: TableNature;
  /** Does row-level security hold for its owner too? */
  readonly isForced: boolean;
  /** May a row be deleted at all? */
  readonly isAppendOnly: boolean;
  readonly keys: readonly ForeignKey[];
}

export interface ForeignKey {
  readonly name: string;
  readonly target: string;
  readonly isDeferrable: boolean;
}

/**
 * What its rows are, as the comment on the table says:
 * `data` is kept (without a comment) · `passing` means nothing later, such as sessions: no archive holds its rows ·
 * `work` is what is being done, such as jobs: the archive of one workspace leaves it out, lest it be done twice ·
 * `history` tells what happened or was used: it goes along with a workspace, and no archive takes it back (also without a comment where no row may be deleted) ·
 * `keys` open this instance or only work in it: a workspace that moves elsewhere leaves them behind.
 */
export type TableNature = 'data' | 'passing' | 'work' | 'history' | 'keys';

/** For `comment on table … is '<mark>passing'`. */
export const natureMark = 'guildhall: ';
