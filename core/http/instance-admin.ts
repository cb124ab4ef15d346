import type { RequestHandler, Response } from 'express';
import { NotAllowed, NotAuthenticated, NotFound } from '../sdk/index.ts';
import { isInstanceAdmin } from '../users/is-instance-admin.ts';
import type { Person } from '../users/person.ts';

/**
 * Who may do what concerns the whole instance: its admin, signed in with a browser. A key was made in one
 * workspace and stays in it, whoever made it; for everybody else there is nothing here.
 * @throws NotAuthenticated, NotAllowed for a key, NotFound
 */
export function instanceAdminOf({ locals: { person, scope } }: Response): Person {
  if (isInstanceAdmin(person)) return person;
  if (person) throw new NotFound('There is nothing here.');
  if (!scope) throw new NotAuthenticated('Sign in as the admin of this instance.');
  throw new NotAllowed(
    'An API key belongs to a workspace and reaches nothing of the instance. Sign in as its admin, or use the commands on the machine.',
  );
}

/** Stands before everything of the instance, so that no address behind it can forget to ask. */
export const onlyInstanceAdmin: RequestHandler = (_request, response, next) => {
  instanceAdminOf(response);
  next();
};
