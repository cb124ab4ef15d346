import { previewModel } from '../../admin/actions/preview-model.ts';
import type { Asked } from '../../admin/routes/asked.ts';
import { withParameters } from '../../admin/shell/addresses.ts';
import type { Trouble } from '../../http/pages/form-trouble.ts';
import type { Scope } from '../../scope.ts';
import type { Approval } from '../approvals/approval.ts';
import { approvePermission } from '../approvals/approve-permission.ts';
import { shownArgs } from '../approvals/decided.ts';
import { loadApprovals } from '../approvals/find-approval.ts';
import { seenHash } from '../approvals/seen.ts';
import { allActions } from '../catalogue/action-catalogue.ts';

/** A decision that did not come off. */
export interface ShownDecision {
  readonly id: string;
  readonly reason: string;
  readonly trouble: Trouble;
}

const onPage = 25;

export function approvalsUrl({ workspace }: Scope): string {
  return `/w/${workspace.slug}/settings/approvals`;
}

/** View `settings/approvals`. */
export async function approvalsModel(asked: Asked, decision?: ShownDecision) {
  const { runtime, scope, translate, query } = asked;
  const isWaiting = query.get('state') !== 'decided';
  const before = query.get('before');
  const found = await loadApprovals(runtime, scope, isWaiting, onPage + 1, before);
  const shown = found.slice(0, onPage);
  const base = approvalsUrl(scope);
  return {
    title: translate('settings.approvals.title'),
    userId: scope.actor.userId,
    liveUrl: withParameters(base, { state: isWaiting ? null : 'decided' }),
    isWaiting,
    tabs: [
      { label: translate('approvals.waiting'), url: base, isCurrent: isWaiting },
      { label: translate('approvals.decided'), url: `${base}?state=decided`, isCurrent: !isWaiting },
    ],
    approvals: await Promise.all(shown.map((one) => approvalModel(asked, one, decision))),
    moreUrl:
      found.length > onPage
        ? withParameters(base, { state: isWaiting ? null : 'decided', before: shown.at(-1)?.id ?? null })
        : null,
  };
}

const tones: Readonly<Record<string, string>> = {
  waiting: 'tone-blue',
  running: 'tone-blue',
  done: 'tone-green',
  failed: 'tone-red',
  rejected: 'tone-red',
  expired: 'tone-plain',
};

async function approvalModel(asked: Asked, approval: Approval, decision?: ShownDecision) {
  const { runtime, scope, translate } = asked;
  const { id, action, actor, door, state, preview, effect, risk } = approval;
  const ours = decision?.id === id ? decision : undefined;
  const base = `${approvalsUrl(scope)}/${id}`;
  const args = JSON.stringify(shownArgs(runtime, approval), null, 2);
  return {
    ...{ id, action, effect, risk, args },
    title: allActions(runtime.registry).get(action)?.title ?? action,
    askedBy: actor.name,
    doorWords: translate(`audit.door.${door}`),
    askedAt: approval.askedAt,
    expiresAt: approval.expiresAt,
    stateWords: translate(`approvals.state.${state}`),
    tone: tones[state],
    preview: await previewModel(asked, preview),
    ...outcomeOf(approval),
    canDecide: mayDecide(scope, approval),
    approveAction: `${base}/approval`,
    rejectAction: `${base}/rejection`,
    seen: seenHash(approval),
    editUrl: `${base}/edit`,
    reasonTyped: ours?.reason ?? '',
    reasonProblem: ours?.trouble.problems.reason ?? null,
    problem: ours?.trouble.notice ?? null,
  };
}

function outcomeOf({ decidedByName, decidedAt, wasEdited, reason }: Approval) {
  return { decidedBy: decidedByName, decidedAt, wasEdited, reason };
}

/** As far as the buttons go; the decision itself looks closer. */
export function mayDecide({ grants, actor }: Scope, { state, actor: asker }: Approval): boolean {
  const isOwn = asker.kind === 'user' && asker.userId === actor.userId;
  return state === 'waiting' && actor.kind === 'user' && grants.has(approvePermission) && !isOwn;
}
