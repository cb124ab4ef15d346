const minute = 60_000;
const day = 24 * 60 * minute;

/** Unused for this long, a session is over. */
export const idleMs = 7 * day;
/** However much it is used, a session is over after this. */
export const longestMs = 30 * day;
/** How precisely use is noted; each note is a write. */
export const noteUseEveryMs = 5 * minute;
