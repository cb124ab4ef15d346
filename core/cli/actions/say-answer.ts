import type { ActionAnswer, Preview } from '../../actions/run/answer.ts';
import type { Terminal } from '../terminal.ts';

const waits = 3;

/** The result as JSON on standard output; words about it beside. @returns the exit code */
export function sayAnswer({ say, tell }: Terminal, answer: ActionAnswer): number {
  if (answer.status === 'approval') {
    const { id, summary, expiresAt } = answer.approval;
    say(JSON.stringify({ approval: { id, summary, expiresAt } }, null, 2));
    tell('Not done yet: a person has to approve this.');
    return waits;
  }
  if (answer.status === 'preview') {
    say(JSON.stringify({ ...answer.preview, needsApproval: answer.needsApproval }, null, 2));
    tell(inWords(answer.preview));
    return 0;
  }
  say(JSON.stringify(answer.output ?? null, null, 2));
  if (answer.isReplay) tell('It was done before, with the same key.');
  return 0;
}

function inWords({ summary }: Preview): string {
  return `Nothing was changed. It would do this: ${summary}`;
}
