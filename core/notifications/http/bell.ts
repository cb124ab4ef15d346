import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { unreadCount } from '../inbox.ts';
import { readableTypes } from '../readable-types.ts';

/** The sign in the shell that something waits. */
export interface Bell {
  readonly url: string;
  readonly liveUrl: string;
  readonly userId: string;
  readonly unread: number;
}

/** Null where nothing here ever tells this person anything. */
export async function bellOf(runtime: Runtime, scope: Scope): Promise<Bell | null> {
  const { actor } = scope;
  if (actor.kind !== 'user' || readableTypes(runtime, scope).length === 0) return null;
  const url = inboxUrl(scope);
  return { url, liveUrl: `${url}/bell`, userId: actor.userId, unread: await unreadCount(runtime, scope) };
}

export function inboxUrl({ workspace }: Scope): string {
  return `/w/${workspace.slug}/notifications`;
}
