import { inInstance } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';
import { expireApprovals } from './approvals/expire-approvals.ts';

const everyMs = 10 * 60 * 1_000;

/** Writes down what nobody decided in time, and forgets keys whose day is over. */
export function startTendingActions(runtime: Runtime): { stop(): void } {
  const timer = setInterval(() => {
    tendActions(runtime).catch((error: unknown) =>
      runtime.log.warn({ err: error }, 'Approvals and keys could not be tended; trying again later.'),
    );
  }, everyMs).unref();
  return { stop: () => clearInterval(timer) };
}

async function tendActions(runtime: Runtime): Promise<void> {
  await expireApprovals(runtime);
  await inInstance(runtime.database, (unit) =>
    unit.run({ text: 'select action_keys_forget($1)', values: [runtime.now()] }),
  );
}
