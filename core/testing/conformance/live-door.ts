import { scopeOfPerson } from '../../access/scope-of-person.ts';
import { answerTo } from '../../http/error-answer.ts';
import { perMinute } from '../../realtime/allowance.ts';
import { authoriseInterest } from '../../realtime/authorise-interest.ts';
import type { Visitor } from '../../realtime/people.ts';
import { saidEvents } from '../../realtime/told/said-events.ts';
import { say } from '../../realtime/told/say.ts';
import type { SocketEvent } from '../../sdk/index.ts';
import type { Subject } from './subject.ts';

/** What came of it: `answered` with something, or the code of the refusal; `internal-error` is a fault. */
export interface LiveOutcome {
  readonly code: string;
  readonly text: string;
}

/** The owner of a workspace on their live connection, looking at a workspace, perhaps without one permission. */
export function visitorOf(
  { runtime, log, workspaces }: Subject,
  of: 'a' | 'b',
  without: string | null = null,
): Visitor {
  const person = workspaces[of].people.owner;
  const caller = { log, signal: new AbortController().signal };
  return {
    userId: person.id,
    isSignedIn: async () => true,
    async scopeIn(slug) {
      const scope = await scopeOfPerson(runtime, person, slug, caller);
      return { ...scope, grants: new Set([...scope.grants].filter((name) => name !== without)) };
    },
  };
}

/** A message from a browser in workspace `slug`. How often one may is not what is judged here. */
export function sayTo(
  { runtime }: Subject,
  visitor: Visitor,
  slug: string,
  event: SocketEvent<unknown, unknown>,
  input: unknown,
): Promise<LiveOutcome> {
  const parts = { runtime, said: saidEvents(runtime.registry) };
  const sender = { data: { visitor, says: perMinute(1) } };
  return outcomeOf(async () => {
    const answer = await say(parts, sender, { workspace: slug, event: event.id, input });
    return answer.ok ? answer.output : answer.error;
  });
}

/** Whether they may listen, and in which room. */
export function hearAt(
  { runtime }: Subject,
  visitor: Visitor,
  interest: { readonly workspace: string; readonly message: string },
): Promise<LiveOutcome> {
  return outcomeOf(async () => (await authoriseInterest(runtime, visitor, interest)).room);
}

async function outcomeOf(work: () => Promise<unknown>): Promise<LiveOutcome> {
  try {
    return { code: 'answered', text: JSON.stringify(await work()) ?? '' };
  } catch (error) {
    const { code, message, problems = [] } = answerTo(error);
    return { code, text: JSON.stringify({ message, problems }) };
  }
}
