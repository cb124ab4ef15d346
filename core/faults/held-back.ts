import { Unavailable } from '../sdk/index.ts';

/** The plugin is given a rest after too many faults; what asked for it may come back after that. */
export class HeldBack extends Unavailable {
  readonly plugin: string;
  readonly retryAfterSeconds: number;

  constructor(plugin: string, restMs: number) {
    const retryAfterSeconds = Math.max(1, Math.ceil(restMs / 1000));
    const message = `The module "${plugin}" failed too often and rests for a moment. The others work. Try again shortly.`;
    super(message, { plugin, retryAfterSeconds });
    this.plugin = plugin;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/**
 * Did this not happen because a plugin rests? Then it is to be postponed rather than counted as a failure.
 *
 * @example if (isHeldBack(error)) return postpone(job, error.retryAfterSeconds);
 */
export function isHeldBack(error: unknown): error is HeldBack {
  return error instanceof HeldBack;
}
