/** The columns of `mutings`: one row while the instance, or one workspace of it, is muted. */
export const mutingColumns = [
  // `instance`, or the id of a workspace.
  'scope text primary key',
  'reason text not null check (char_length(reason) <= 500)',
  'muted_at timestamptz(3) not null default now()',
];

export const wholeInstance = 'instance';

/** The mark on `installation` that an archive from before this table leaves, for the migration that makes it. */
export const restoredMark = 'guildhall: ';
