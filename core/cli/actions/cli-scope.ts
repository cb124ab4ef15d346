import { readFile } from 'node:fs/promises';
import type { Caller } from '../../access/caller.ts';
import { scopeOfKey } from '../../access/scope-of-key.ts';
import { scopeOfPerson } from '../../access/scope-of-person.ts';
import { enabledPluginsOf } from '../../modules/enabled-plugins.ts';
import type { Runtime } from '../../runtime.ts';
import type { Scope } from '../../scope.ts';
import { NotFound, type Workspace } from '../../sdk/index.ts';
import { findPersonByEmail } from '../../users/person.ts';
import { everyWorkspace } from '../../workspaces/every-workspace.ts';
import { UsageError } from '../command-group.ts';
import type { Terminal } from '../terminal.ts';
import type { CallOptions } from './call-options.ts';

type Who = Pick<CallOptions, 'workspace' | 'as' | 'key-file'>;

/** Who acts, and where. @throws UsageError, NotFound, NotAuthenticated */
export async function cliScope({ signal }: Terminal, runtime: Runtime, who: Who): Promise<Scope> {
  const caller: Caller = { log: runtime.log, signal, origin: { door: 'cli', requestId: null } };
  if (who['key-file'] !== undefined) return scopeOfFile(runtime, who, who['key-file'], caller);
  const workspace = await chosenWorkspace(runtime, who.workspace);
  if (who.as === undefined) return scopeOfMachine(runtime, workspace, caller);
  const person = await findPersonByEmail(runtime.database, who.as.trim().toLowerCase());
  if (!person) throw new NotFound(`There is no account with the address ${who.as}.`);
  return scopeOfPerson(runtime, person, workspace.slug, caller);
}

async function scopeOfFile(
  runtime: Runtime,
  { workspace, as }: Who,
  file: string,
  caller: Caller,
): Promise<Scope> {
  if (as !== undefined) throw new UsageError('Use one of --as and --key-file.');
  const scope = await scopeOfKey(runtime, (await readText(file)).trim(), caller);
  if (workspace !== undefined && workspace !== scope.workspace.slug)
    throw new UsageError(`This key is of the workspace "${scope.workspace.slug}".`);
  return scope;
}

/** @throws UsageError for a file that cannot be read */
export async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: Error) => {
    throw new UsageError(`${file} cannot be read: ${error.message}`);
  });
}

async function chosenWorkspace(runtime: Runtime, slug: string | undefined): Promise<Workspace> {
  const all = await everyWorkspace(runtime);
  const [only] = all;
  if (slug === undefined && only && all.length === 1) return only;
  const found = all.find((one) => one.slug === slug);
  if (found) return found;
  if (slug !== undefined) throw new NotFound(`There is no workspace "${slug}".`);
  const known = all.map((one) => one.slug).join(', ');
  throw new UsageError(`Say where with --workspace. There are: ${known || 'none yet'}.`);
}

/** Whoever sits at the machine may do anything; the audit says that they came by the command line. */
async function scopeOfMachine(
  runtime: Runtime,
  workspace: Workspace,
  { log, signal, origin }: Caller,
): Promise<Scope> {
  return {
    ...{ workspace, log, signal, origin },
    actor: { kind: 'system', userId: null, name: 'The command line' },
    grants: new Set(runtime.registry.permissions.keys()),
    enabledPlugins: await enabledPluginsOf(runtime, workspace.id),
  };
}
