import type { ActionAnswer } from '../actions/run/answer.ts';

/** What came of an action, as a model reads it. */
export function plainAnswer(answer: ActionAnswer): unknown {
  if (answer.status === 'done') return answer.output;
  if (answer.status === 'preview') return { ...answer.preview, needsApproval: answer.needsApproval };
  const { id, state, summary, expiresAt, reason } = answer.approval;
  const message =
    state === 'waiting'
      ? 'Not done yet: a person has to approve this. Do not repeat it; tell your user that it waits.'
      : 'It was not done.';
  return { approval: { id, state, summary, expiresAt, reason }, message };
}
