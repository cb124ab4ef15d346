/** A table as PostgreSQL's own catalogue describes it: enough to read it out and to fill it again. */
export interface TableShape {
  readonly name: string;
  /** What is carried over. Computed columns are left out, and so is what has a meaning on one server only, such as transaction ids. */
  readonly columns: readonly string[];
  /** Does it hold rows of workspaces, with their `workspace_id`? */
  readonly isOfWorkspaces: boolean;
  /** What goes on at the moment and means nothing after a restore, such as sessions: its structure is kept, its rows are not. */
  readonly isPassing: boolean;
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

/** The comment on a table that says its rows are of the moment. */
export const passingMark = 'guildhall: passing';
