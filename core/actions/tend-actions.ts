import { readInstance } from '../db/read-instance.ts';
import type { Chore } from '../housekeeping/chore.ts';
import type { Runtime } from '../runtime.ts';
import { expireApprovals } from './approvals/expire-approvals.ts';

/** Writes down what nobody decided in time, and forgets keys whose day is over. */
export const tendingActions: Chore = {
  what: 'approvals and keys',
  everyMs: 10 * 60 * 1_000,
  tidy: tendActions,
};

async function tendActions(runtime: Runtime): Promise<void> {
  await expireApprovals(runtime);
  await readInstance(runtime.database, { text: 'select action_keys_forget($1)', values: [runtime.now()] });
}
