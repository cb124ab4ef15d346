import { z } from 'zod';
import { inInstance, type UnitOfWork } from '../db/unit-of-work.ts';
import { titlesOf } from '../modules/dependencies.ts';
import { enableDefaults } from '../modules/enable-defaults.ts';
import { parseInput } from '../parse-input.ts';
import type { Runtime } from '../runtime.ts';
import { Conflict, DomainError, type Workspace } from '../sdk/index.ts';
import { createUser } from '../users/create-user.ts';
import { emailAddress } from '../users/email-address.ts';
import { hashPassword, newPassword } from '../users/password.ts';
import type { Person } from '../users/person.ts';
import { personName, refuseOwnName } from '../users/user-input.ts';
import { foundWorkspace } from '../workspaces/found-workspace.ts';
import { currency, locale, timezone } from '../workspaces/regional-settings.ts';
import { workspaceName } from '../workspaces/workspace-input.ts';

export const setupInput = z.object({
  name: personName,
  email: emailAddress,
  password: newPassword,
  workspaceName,
  currency,
  timezone,
  locale,
  modules: z.array(z.string(), 'Choose modules from the list.'),
});

export type SetupInput = z.infer<typeof setupInput>;

export interface SetUp {
  readonly person: Person;
  readonly workspace: Workspace;
  /** Modules that could not be switched on, in a sentence; they can be tried again in the settings. */
  readonly modulesProblem: string | null;
}

/** The first owner and their workspace, both or neither. @throws Conflict when there is an owner, InvalidInput */
export async function setUp(runtime: Runtime, input: unknown): Promise<SetUp> {
  const checked = parseInput(setupInput, input);
  refuseOwnName(checked.password, checked.email, checked.name);
  const passwordHash = await hashPassword(checked.password);
  const made = await inInstance(runtime.database, (unit) => make(unit, checked, passwordHash));
  return { ...made, modulesProblem: await switchOnModules(runtime, made.workspace, checked.modules) };
}

async function make(unit: UnitOfWork, input: SetupInput, passwordHash: string) {
  const { name, email, locale: format, timezone: zone } = input;
  const owner = { name, email, locale: format, timezone: zone, passwordHash, isInstanceAdmin: true };
  await refuseSecondOwner(unit);
  const person = await createUser(unit, owner);
  await unit.run({ text: 'insert into installation (owner_id) values ($1)', values: [person.id] });
  const workspace = { name: input.workspaceName, currency: input.currency, timezone: zone, locale: format };
  return { person, workspace: await foundWorkspace(unit, workspace, person.id) };
}

/** One after the other; whoever comes second finds the first. The key of the table would refuse them too. */
async function refuseSecondOwner(unit: UnitOfWork): Promise<void> {
  await unit.run({ text: "select pg_advisory_xact_lock(hashtext('guildhall:first owner'))", values: [] });
  const rows = await unit.run({ text: 'select 1 from installation', values: [] });
  if (rows.length > 0) throw new Conflict('This instance has an owner already. Sign in instead.');
}

/** The account stands by now, so a module that fails to start must not take it away. */
async function switchOnModules(
  runtime: Runtime,
  workspace: Workspace,
  modules: readonly string[],
): Promise<string | null> {
  try {
    const on = await enableDefaults(runtime, workspace, modules);
    const off = runtime.registry.plugins.filter(({ id }) => modules.includes(id) && !on.includes(id));
    return off.length > 0 ? `Not switched on yet: ${titlesOf(off)}. Try again in the settings.` : null;
  } catch (error) {
    runtime.log.error(
      { err: error, modules },
      'The modules of the first workspace could not be switched on.',
    );
    return error instanceof DomainError ? error.message : 'The modules could not be switched on.';
  }
}
