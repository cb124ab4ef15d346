import { join } from 'node:path';
import type { Database } from '../db/database.ts';
import { type MigrationTarget, revertOthers } from '../db/migrations/run.ts';
import { withClient } from '../db/roles/with-client.ts';
import { inInstance } from '../db/unit-of-work.ts';
import type { Candidate } from '../kernel/find/candidate.ts';
import { unpackedCandidate } from '../kernel/find/package-candidates.ts';
import { preparePluginModules } from '../kernel/import/plugin-modules.ts';
import type { LoadedPlugin } from '../kernel/loaded-plugin.ts';
import { audit } from '../kernel/states/audit.ts';
import type { Logger } from '../sdk/index.ts';
import { type Installation, installations, writeInstallation } from './installations.ts';
import { packageFolder } from './package-store.ts';

export interface SettleParts {
  readonly database: Database;
  readonly target: MigrationTarget;
  readonly dataDir: string;
  readonly log: Logger;
}

const starting = { userId: null, name: 'The start of the instance' };

/** While something is to be settled, one process does it and the others wait to see how it ended. */
export async function whileSettling<Result>(
  { database, target }: SettleParts,
  work: () => Promise<Result>,
): Promise<Result> {
  const isDue = (await installations(database)).some(({ phase }) => phase !== null);
  if (!isDue) return work();
  return withClient(target.ownerUrl, async (client) => {
    await client.query("select pg_advisory_lock(hashtext('guildhall:plugin-packages'))");
    return work();
  });
}

/** Goes on with what a process that died was taking back. */
export async function finishReverts(parts: SettleParts): Promise<void> {
  for (const one of await installations(parts.database)) {
    if (one.phase !== 'reverting') continue;
    // No plugin is loaded yet, and its migrations import what we lend.
    await preparePluginModules([candidateOf(parts, one)]);
    await revert(parts, one, 'The process that took it back ended before it was done.');
  }
}

/**
 * Looks at how packages came up. A new version that does not is taken back, code and tables, and what was
 * there before has its place again. @returns whether the plugins must be loaded anew
 */
export async function settleInstallations(
  parts: SettleParts,
  plugins: readonly LoadedPlugin[],
): Promise<boolean> {
  let isTakenBack = false;
  for (const one of await installations(parts.database)) {
    const came = plugins.find(({ id }) => id === one.plugin);
    if (one.phase !== 'upgrading' && one.phase !== 'installing') continue;
    if (!came || came.isAtRest) continue;
    if (one.phase === 'upgrading' && came.state === 'quarantined') {
      await revert(parts, one, came.problems.join(' '));
      isTakenBack = true;
    } else await finish(parts, one);
  }
  return isTakenBack;
}

function finish({ database }: SettleParts, one: Installation): Promise<void> {
  return inInstance(database, (unit) => writeInstallation(unit, { ...one, phase: null, stepsBefore: [] }));
}

/** The intent comes first and each step may run again, so a kill in between is finished by the next start. */
async function revert(parts: SettleParts, one: Installation, reason: string): Promise<void> {
  const { database, target, log } = parts;
  await inInstance(database, (unit) => writeInstallation(unit, { ...one, phase: 'reverting' }));
  const { codeFolder } = candidateOf(parts, one);
  const source = { id: one.plugin, folder: join(codeFolder, 'migrations') };
  const steps = await revertOthers(target, source, one.stepsBefore);
  await inInstance(database, async (unit) => {
    await writeInstallation(unit, {
      ...{ plugin: one.plugin, package: one.previous, previous: null, phase: null, stepsBefore: [] },
    });
    const undone = steps.length > 0 ? ` These migrations were undone: ${steps.join(', ')}.` : '';
    const words = `The upgrade failed, and the version before has its place again.${undone} ${reason}`;
    const entry = {
      by: starting,
      action: 'plugin.rollback',
      subject: one.plugin,
      reason: words.slice(0, 4_000),
    };
    await audit(unit, [entry]);
  });
  log.error({ plugin: one.plugin, steps, reason }, 'An upgrade failed and was taken back.');
}

function candidateOf({ dataDir }: SettleParts, one: Installation): Candidate {
  return unpackedCandidate(one.plugin, packageFolder(dataDir, one.package ?? ''));
}
