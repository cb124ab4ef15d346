import type { Config } from '../../config/schema.ts';

/** How long code of a plugin may take, in milliseconds, by what it is called for. */
export interface TimeLimits {
  /** Somebody waits for the answer: a route, an action, a public page, a socket event. */
  readonly action: number;
  /** A part of a page that others stand on too: a page, a panel, a widget, a region. */
  readonly view: number;
  /** One of several that are asked at once: search. */
  readonly search: number;
  /** Runs within the writing of a record: `prepare`. */
  readonly rule: number;
  /** Health checks, meters. */
  readonly check: number;
  /** Something that is done once: a seed, a person's data, a settings change. */
  readonly task: number;
}

/**
 * All from one setting, PLUGIN_CALL_TIMEOUT_MS, so that they keep their proportions. What declares a time-out
 * of its own, such as a job or a listener, is held to that instead.
 */
export function timeLimits({ pluginCallTimeoutMs: action }: Pick<Config, 'pluginCallTimeoutMs'>): TimeLimits {
  return {
    action,
    view: Math.ceil(action / 3),
    search: Math.ceil(action / 5),
    rule: action,
    check: Math.ceil(action / 3),
    task: action * 4,
  };
}
