import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import type { OfferedAction } from '../offered-action.ts';

/** One call that passed gate, policy and schema. */
export interface AskedAction {
  readonly runtime: Runtime;
  /** Its origin names the action and the call. */
  readonly scope: Scope;
  readonly action: OfferedAction;
  readonly callId: string;
  readonly input: unknown;
  /** The input as its schema gives it. */
  readonly checked: unknown;
  readonly argsHash: string;
}
