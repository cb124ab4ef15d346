/** What the watchdog's thread is given at its start. */
export interface WatchdogOrders {
  /** Counts up while the main thread moves. */
  readonly pulse: Int32Array;
  /** Plugins by where their files are. */
  readonly plugins: readonly {
    readonly name: string;
    readonly folder: string;
    readonly codeFolder: string;
  }[];
  readonly appUrl: string;
  /** A block as long as this ends in quarantine at once, and in another process. */
  readonly limitMs: number;
  readonly isQuiet: boolean;
}

/** Said once the watchdog looks. */
export const watching = 'watching';

/** The main thread stood still and moves again. */
export interface Blocked {
  readonly ms: number;
  readonly culprit: Culprit;
}

/** Whose code stood where when the main thread was looked at. */
export interface Culprit {
  readonly plugin: string;
  /** `route GET /forecast`, as far as it is known. */
  readonly what: string;
  /** `forecast/index.ts:12`, with the function's name. */
  readonly place: string;
  readonly workspace?: string | undefined;
}
