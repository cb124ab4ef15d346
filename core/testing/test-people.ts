import { v7 as newId } from 'uuid';
import { inInstance, inWorkspace } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';
import type { BuiltInRole, Workspace } from '../sdk/index.ts';

export const testRoleNames = ['owner', 'admin', 'member', 'viewer'] as const satisfies readonly BuiltInRole[];

export interface TestPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: BuiltInRole;
}

export interface TestWorkspace extends Workspace {
  readonly people: Readonly<Record<BuiltInRole, TestPerson>>;
}

/** A workspace with one person in each role, none of whom is in another. */
export async function makeTestWorkspace(runtime: Runtime, slug: string): Promise<TestWorkspace> {
  const workspace: Workspace = {
    id: newId(),
    slug,
    name: `Workspace ${slug.toUpperCase()}`,
    currency: 'EUR',
    timezone: 'Europe/Amsterdam',
    locale: 'en-GB',
  };
  const people = testRoleNames.map((role) => makePerson(slug, role));
  await insertUsers(runtime, people);
  await foundWorkspace(runtime, workspace, people[0]?.id ?? '');
  await insertMembers(runtime, workspace.id, people.slice(1));
  const byRole = Object.fromEntries(people.map((person) => [person.role, person]));
  return { ...workspace, people: byRole as TestWorkspace['people'] };
}

function makePerson(slug: string, role: BuiltInRole): TestPerson {
  const name = `${role.charAt(0).toUpperCase()}${role.slice(1)} ${slug.toUpperCase()}`;
  return { id: newId(), name, email: `${role}@${slug}.example`, role };
}

async function insertUsers({ database }: Runtime, people: readonly TestPerson[]): Promise<void> {
  const rows = people.map(({ id, name, email }) => ({ id, name, email, locale: 'en-GB', timezone: 'UTC' }));
  await inInstance(database, (unit) => unit.from('users').insert(rows));
}

async function foundWorkspace({ database }: Runtime, workspace: Workspace, ownerId: string): Promise<void> {
  const { id, slug, name, currency, timezone, locale } = workspace;
  const text = 'select found_workspace($1, $2, $3, $4, $5, $6, $7)';
  const values = [id, slug, name, currency, timezone, locale, ownerId];
  await inInstance(database, (unit) => unit.run({ text, values }));
}

async function insertMembers({ database }: Runtime, workspaceId: string, people: readonly TestPerson[]) {
  const rows = people.map(({ id, role }) => ({ workspace_id: workspaceId, id, role }));
  await inWorkspace(database, workspaceId, (unit) => unit.from('memberships').insert(rows));
}
