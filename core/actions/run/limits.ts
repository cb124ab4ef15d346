/** How often one actor may ask for one action, unless it says otherwise. */
export const usualPerMinute = 300;

/** How long a plugin's action may take unless it says otherwise. */
export const usualTimeoutMs = 30_000;

/** Records that a program may take away in one call; for more it asks a person. */
export const fewRemoved = 10;

/** How long an answer is kept for those who ask again with the same key. */
export const keyHours = 24;

/** How long something waits for a decision before it counts as refused. */
export const approvalHours = 72;

/** How long what was done can be taken back. */
export const undoHours = 24;
