/** The columns of `mutings`: one row while the instance, or one workspace of it, is muted. */
export const mutingColumns = [
  // `instance`, or the id of a workspace.
  'scope text primary key',
  'reason text not null check (char_length(reason) <= 500)',
  'muted_at timestamptz(3) not null default now()',
];

export const wholeInstance = 'instance';

/** The same question as a condition, for statements that must see it in their own transaction. */
export const instanceIsMuted = `exists (select from mutings where scope = '${wholeInstance}')`;

/** The mark on `installation` that an archive from before this table leaves, for the migration that makes it. */
export const restoredMark = 'guildhall: ';
