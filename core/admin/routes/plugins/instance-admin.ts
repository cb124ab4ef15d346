import type { Response } from 'express';
import { personOf } from '../../../http/locals.ts';
import type { AuditActor } from '../../../kernel/states/audit.ts';
import { NotAllowed } from '../../../sdk/index.ts';
import type { Person } from '../../../users/person.ts';

/** Who is signed in, and is the admin of the instance: a workspace's admin is not. @throws NotAllowed */
export function adminOf(response: Response): Person {
  const person = personOf(response);
  if (!person.isInstanceAdmin) throw new NotAllowed('Only the admin of this instance sees its plugins.');
  return person;
}

/** The same as the trail names them. */
export function actorOf({ id: userId, name }: Person): AuditActor {
  return { userId, name };
}
