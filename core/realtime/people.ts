import type { IncomingMessage } from 'node:http';
import type { Scope } from '../scope.ts';

/** Who holds a socket: as signed in at its handshake. */
export interface Visitor {
  readonly userId: string;
  /** Ends with the session. */
  isSignedIn(): Promise<boolean>;
  /** The same scope as REST has. @throws NotFound where they are no member */
  scopeIn(workspaceSlug: string): Promise<Scope>;
}

/** Finds the person behind a handshake by its session cookie; null for nobody. */
export type Identify = (request: IncomingMessage) => Promise<Visitor | null>;
