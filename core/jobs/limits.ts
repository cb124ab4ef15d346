/** How long a job stays with a process that shows no sign of life. */
export const leaseMs = 15_000;
export const signOfLifeMs = 4_000;
/** Due rows are looked for this often, whatever word got lost. */
export const lookAgainMs = 1_000;
/** Processes that may die over one job before it is put aside. */
export const mostCrashes = 10;
/** Times that what a job stands on may stumble, with pauses of up to a minute: an hour or so. */
export const mostStumbles = 100;
/** How long a stop waits for what runs. */
export const drainMs = 10_000;
/** The largest payload, as JSON. */
export const mostPayloadBytes = 64 * 1024;
/** What has ended well is kept this long: longer than events are, so that none is delivered twice after a restore. */
export const endedKeptMs = 8 * 24 * 60 * 60 * 1_000;
/** What failed for good is kept this long, to be looked at and run again. */
export const deadKeptMs = 30 * 24 * 60 * 60 * 1_000;
