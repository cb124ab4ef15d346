import type { OpenCtx } from '../../context/open-ctx.ts';
import { argsHash } from '../args-hash.ts';
import type { AskedAction } from '../run/asked.ts';
import { toldPreview } from '../run/preview-call.ts';
import { AlreadyDecided, refuseDecided } from './already-decided.ts';
import type { Approval, ApprovalState } from './approval.ts';
import { findApproval } from './approval-rows.ts';
import { refuseUnseen } from './seen.ts';
import { refuseStale, StalePreview } from './stale-preview.ts';

/**
 * Holds the approval and the records it is about, as they were when whoever decides looked at them.
 * @throws AlreadyDecided, NotWhatWasSeen, StalePreview
 */
export async function holdAsSeen(
  ctx: OpenCtx,
  asked: AskedAction,
  id: string,
  seen: string,
  expected: ApprovalState = 'waiting',
): Promise<void> {
  const current = await findApproval(ctx.unit, asked.runtime.now(), id, { lock: true });
  if (!current) throw new AlreadyDecided('It is not there any more.');
  if (current.state !== expected) refuseDecided(current);
  refuseUnseen(current, seen);
  await refuseStale(asked.runtime, ctx.unit, current.versions);
  await refuseOtherWords(ctx, asked, current);
}

/** An action that tells itself what it would do tells it again; what was edited, nobody was shown. */
async function refuseOtherWords(ctx: OpenCtx, asked: AskedAction, current: Approval): Promise<void> {
  if (!asked.action.preview || asked.argsHash !== current.argsHash) return;
  const [seen, now] = [current.preview, await toldPreview(ctx, asked)].map((one) =>
    argsHash(current.action, one),
  );
  if (seen !== now) throw new StalePreview();
}
