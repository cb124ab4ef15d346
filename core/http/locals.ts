import type { Request, Response } from 'express';
import type { Scope } from '../scope.ts';
import { InvalidInput, NotAuthenticated } from '../sdk/index.ts';
import type { Person } from '../users/person.ts';

declare global {
  namespace Express {
    interface Locals {
      requestId?: string;
      /** What scripts and styles of this page must carry. */
      nonce?: string;
      /** Who is signed in, by session. */
      person?: Person;
      /** Which changes of records the page will show: all that were committed when it was asked for. */
      seenChanges?: string | undefined;
      /** Who acts in which workspace, once that is known. */
      scope?: Scope;
    }
  }
}

/** Who acts where. @throws NotAuthenticated, or InvalidInput when somebody is signed in but names no workspace */
export function scopeOf({ locals }: Response): Scope {
  if (locals.scope) return locals.scope;
  if (!locals.person)
    throw new NotAuthenticated('Sign in, or send an API key as "Authorization: Bearer gh_…".');
  const message = 'Name the workspace in the header Guildhall-Workspace.';
  throw new InvalidInput([{ path: ['Guildhall-Workspace'], message }]);
}

/** Who is signed in. @throws NotAuthenticated */
export function personOf({ locals }: Response): Person {
  if (!locals.person) throw new NotAuthenticated('Sign in first.');
  return locals.person;
}

/** A part of the address, such as `:slug`. */
export function parameterOf(request: Request, name: string): string {
  const value = request.params[name];
  return typeof value === 'string' ? value : '';
}
