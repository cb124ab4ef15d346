import { authorise } from '../../access/policy.ts';
import { viewerOf } from '../../context/viewer-of.ts';
import { getRecord } from '../../resources/read/get-record.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { NotAllowed, NotFound, type Resource } from '../../sdk/index.ts';
import { openAction } from '../catalogue/action-catalogue.ts';
import { verdictOn } from '../risk/verdict.ts';
import type { AskedAction } from '../run/asked.ts';
import type { Approval } from './approval.ts';

/**
 * Whoever lets it happen answers for it, so they must be able to do it themselves: they hold its permission, see the
 * records it is about, and what their own key asked for they could do without asking anybody.
 *
 * @throws NotAllowed, NotFound when its plugin is off
 */
export async function refuseUnlessMayAnswerFor(
  runtime: Runtime,
  approver: Scope,
  approval: Approval,
  asked: AskedAction,
): Promise<void> {
  openAction(runtime, approver, approval.action);
  if (approval.actor.userId === approver.actor.userId) await refuseOwnIfHeld(runtime, approver, asked);
  for (const { resource, id } of recordsOf(approval, asked))
    await refuseUnseenRecord(runtime, approver, resource, id, asked);
}

async function refuseOwnIfHeld(
  runtime: Runtime,
  approver: Scope,
  { action, checked }: AskedAction,
): Promise<void> {
  const own: Scope = { ...approver, origin: { door: 'page', requestId: null } };
  const verdict = await verdictOn(runtime, own, action.id, action.weigh(checked));
  if (verdict !== 'allow') throw new NotAllowed('Somebody else has to decide what your own key asked for.');
}

interface RecordPlace {
  readonly resource: Resource;
  readonly id: string;
}

function recordsOf({ versions }: Approval, { runtime, action, input }: AskedAction): RecordPlace[] {
  const touched = versions.flatMap(({ resource, id }) => {
    const declared = runtime.registry.resources.get(resource);
    return declared ? [{ resource: declared, id }] : [];
  });
  const { id } = (input ?? {}) as { readonly id?: unknown };
  const named = action.resource && typeof id === 'string' ? [{ resource: action.resource, id }] : [];
  return [...touched, ...named];
}

async function refuseUnseenRecord(
  runtime: Runtime,
  approver: Scope,
  resource: Resource,
  id: string,
  { action }: AskedAction,
): Promise<void> {
  const record = await getRecord(runtime, approver, resource, id, { removed: true }).catch(refuseUnseen);
  if (action.recordRule && action.resource?.id === resource.id)
    authorise(viewerOf(runtime, approver), action.recordRule, record);
}

function refuseUnseen(error: unknown): never {
  if (error instanceof NotFound)
    throw new NotAllowed('You do not see all the records this is about. Somebody who does has to decide.');
  throw error;
}
