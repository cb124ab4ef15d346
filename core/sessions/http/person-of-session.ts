import type { SessionData } from 'express-session';
import { accessMemory } from '../../access/access-memory.ts';
import type { Runtime } from '../../runtime.ts';
import type { Person } from '../../users/person.ts';
import { longestMs } from '../session-times.ts';

/** All that a session holds. */
export interface SignedInAs {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly since: number;
}

declare module 'express-session' {
  interface SessionData {
    passport?: { user?: SignedInAs };
  }
}

export async function personOfSession(
  runtime: Runtime,
  data: Partial<SessionData> | null,
): Promise<Person | null> {
  const user = data?.passport?.user;
  return user ? personSignedInAs(runtime, user) : null;
}

/** Null once the session is older than any may be, or the account is gone. */
export async function personSignedInAs(runtime: Runtime, { id, since }: SignedInAs): Promise<Person | null> {
  if (runtime.now().getTime() - since >= longestMs) return null;
  return accessMemory(runtime).people.get(id);
}
