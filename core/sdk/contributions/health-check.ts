import type { Logger } from '../context.ts';

/** What a look found. */
export interface Health {
  readonly status: 'good' | 'degraded' | 'failed';
  /** A sentence for the admin; needed unless all is good. */
  readonly message?: string;
}

/** A look at something the plugin stands on, for the instance's admin. */
export interface HealthCheck {
  /** `<plugin>.<words>`. */
  readonly id: string;
  readonly title: string;
  /** How long an answer is good for, in seconds. Default: 60. */
  readonly everySeconds?: number;
  run(context: { readonly log: Logger; readonly signal: AbortSignal }): Promise<Health>;
}

/** @example defineHealthCheck({ id: 'mail.server', title: 'Mail server', run: greetMailServer }) */
export function defineHealthCheck(check: HealthCheck): HealthCheck {
  return Object.freeze(check);
}
