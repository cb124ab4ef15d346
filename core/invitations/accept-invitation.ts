import { z } from 'zod';
import type { Caller } from '../access/caller.ts';
import { membershipsTopic } from '../access/topics.ts';
import { readInstance } from '../db/read-instance.ts';
import { inInstance, type UnitOfWork } from '../db/unit-of-work.ts';
import { parseInput } from '../parse-input.ts';
import { keepSeatsWithinCaps } from '../plan-limits/keep-seats-within-caps.ts';
import type { Runtime } from '../runtime.ts';
import { type BuiltInRole, NotAllowed, NotFound } from '../sdk/index.ts';
import { createUser } from '../users/create-user.ts';
import { takeFirstPassword } from '../users/first-password.ts';
import { hashOfLink } from '../users/link-token.ts';
import { hashPassword, newPassword } from '../users/password.ts';
import { loadPerson, type Person } from '../users/person.ts';
import { personName, refuseOwnName } from '../users/user-input.ts';
import { locale, timezone } from '../workspaces/regional-settings.ts';

export interface InvitationDetails {
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly workspaceSlug: string;
  readonly email: string;
  readonly role: BuiltInRole;
  readonly invitedBy: string;
}

export const newMemberInput = z.object({ name: personName, password: newPassword, locale, timezone });

const gone = () =>
  new NotFound('This invitation was used, withdrawn, or is older than a week. Ask for a new one.');

/** What a link leads to. @throws NotFound */
export async function findInvitation({ database }: Runtime, token: string): Promise<InvitationDetails> {
  const text = `select workspace_id as "workspaceId", workspace_name as "workspaceName",
    workspace_slug as "workspaceSlug", email, role, invited_by as "invitedBy" from open_invitation($1)`;
  const hash = hashOfLink(token);
  const rows = hash ? await readInstance<InvitationDetails>(database, { text, values: [hash] }) : [];
  if (!rows[0]) throw gone();
  return rows[0];
}

/** Somebody who has an account already joins. @throws NotFound, NotAllowed when it is meant for another */
export async function acceptAsPerson(
  runtime: Runtime,
  token: string,
  person: Person,
): Promise<InvitationDetails> {
  const invitation = await findInvitation(runtime, token);
  if (invitation.email !== person.email) {
    throw new NotAllowed(`This invitation is for ${invitation.email}. Sign in with that address.`);
  }
  await inInstance(runtime.database, async (unit) => {
    await keepSeatsWithinCaps(runtime, unit, invitation.workspaceId, callerOf(runtime));
    await take(unit, token, person.id);
  });
  await runtime.broadcast.tell(membershipsTopic, person.id);
  return invitation;
}

/** Somebody new gets an account and joins, both or neither. @throws NotFound, InvalidInput */
export async function acceptAsNewUser(runtime: Runtime, token: string, input: unknown): Promise<Person> {
  const { email, workspaceId } = await findInvitation(runtime, token);
  const { password, ...profile } = parseInput(newMemberInput, input);
  refuseOwnName(password, email, profile.name);
  const passwordHash = await hashPassword(password);
  return inInstance(runtime.database, async (unit) => {
    await keepSeatsWithinCaps(runtime, unit, workspaceId, callerOf(runtime));
    const person = await createUser(unit, { ...profile, email, passwordHash, isInstanceAdmin: false });
    await take(unit, token, person.id);
    return person;
  });
}

/** Who may set a first password by this invitation; null for whoever has one, or would get into more by it than invites. */
export async function findWithoutPassword({ database }: Runtime, token: string): Promise<Person | null> {
  const statement = { text: firstPassword, values: [hashOfLink(token)] };
  const [found] = await readInstance<{ id: string | null }>(database, statement);
  return found?.id ? loadPerson(database, found.id) : null;
}

const firstPassword = 'select first_password_by_invitation($1) as id';

/** Somebody whose account came with a workspace, without a password, sets one and joins. @throws NotFound, InvalidInput, Conflict */
export async function acceptWithFirstPassword(
  runtime: Runtime,
  token: string,
  person: Person,
  input: unknown,
): Promise<Person> {
  const { workspaceId } = await findInvitation(runtime, token);
  await takeFirstPassword(runtime, person, input, async (unit) => {
    const [found] = await unit.run<{ id: string | null }>({
      text: firstPassword,
      values: [hashOfLink(token)],
    });
    if (found?.id !== person.id) throw gone();
    await keepSeatsWithinCaps(runtime, unit, workspaceId, callerOf(runtime));
    await take(unit, token, person.id);
  });
  await runtime.broadcast.tell(membershipsTopic, person.id);
  return person;
}

/** Nobody acts in the workspace yet. */
function callerOf({ log }: Runtime): Caller {
  return { log, signal: new AbortController().signal };
}

/** The database decides who is first. */
async function take(unit: UnitOfWork, token: string, personId: string): Promise<void> {
  const [row] = await unit.run<{ workspace: string | null }>({
    text: 'select accept_invitation($1, $2) as workspace',
    values: [hashOfLink(token), personId],
  });
  if (!row?.workspace) throw gone();
}
