import { appliedSteps } from '../db/migrations/run.ts';
import { inInstance } from '../db/unit-of-work.ts';
import { type AuditActor, audit } from '../kernel/states/audit.ts';
import { lockStates, statesIn } from '../kernel/states/known-states.ts';
import { writeState } from '../kernel/states/write-state.ts';
import { Conflict } from '../sdk/index.ts';
import { writeConsent } from './capabilities.ts';
import { installationsIn, writeInstallation } from './installations.ts';
import { loadPackage } from './package-store.ts';
import { type PackagesRuntime, type Preview, previewPackage } from './preview.ts';

/** The package asks for more than anybody consented to. */
export class ConsentNeeded extends Conflict {
  override readonly code: string = 'plugin.consent-needed';
}

export interface InstallWords {
  readonly by: AuditActor;
  /** Does whoever asks consent to all that it may do? */
  readonly consents: boolean;
}

/**
 * Installs or upgrades from a package that was looked at. It is looked at once more, for what holds now;
 * it comes up at the next start, and one that is held back stays so.
 * @throws Conflict when it would break something, or asks for what nobody consented to
 */
export async function installPackage(
  runtime: PackagesRuntime,
  sha256: string,
  { by, consents }: InstallWords,
): Promise<Preview> {
  const { content, source } = await loadPackage(runtime.database, sha256);
  const preview = await previewPackage(runtime, { archive: content, source, by: by.userId });
  if (preview.breaks.length > 0) throw new Conflict(`Nothing was installed. ${preview.breaks.join(' ')}`);
  if (preview.asksFor.length > 0 && !consents) {
    throw new ConsentNeeded(
      `Nothing was installed. It wants to ${preview.asksFor.join(', ')}. Consent to that first.`,
    );
  }
  const stepsBefore = await appliedSteps(runtime.target, preview.plugin.id);
  await writeIntent(runtime, preview, stepsBefore, by);
  return preview;
}

/** One transaction: before it the old version comes up, after it the new one. */
async function writeIntent(
  { database }: PackagesRuntime,
  { plugin, sha256, source, installedVersion }: Preview,
  stepsBefore: readonly string[],
  by: AuditActor,
): Promise<void> {
  const { id, capabilities } = plugin;
  const version = plugin.version ?? '';
  await inInstance(database, async (unit) => {
    await lockStates(unit);
    const now = (await installationsIn(unit)).find((one) => one.plugin === id);
    if (now?.phase === 'uninstalling' || now?.phase === 'reverting') {
      throw new Conflict(`The plugin "${id}" is being taken back or removed. Wait for that, then try again.`);
    }
    if (now?.package === sha256) throw new Conflict(`Version ${version} of "${id}" is installed already.`);
    const known = (await statesIn(unit)).find((state) => state.id === id);
    const isUpgrade = installedVersion !== null;
    await writeInstallation(unit, {
      ...{ plugin: id, package: sha256, previous: now?.package ?? null, stepsBefore },
      phase: isUpgrade ? 'upgrading' : 'installing',
    });
    await writeConsent(unit, { plugin: id, version, capabilities, by });
    const entry = { by, subject: id, from: installedVersion, to: version, details: { sha256, source } };
    const action = isUpgrade ? 'plugin.upgrade' : 'plugin.install';
    await audit(unit, [
      { ...entry, action, reason: `Version ${version} from ${source}; it comes up at the next start.` },
    ]);
    if (isUpgrade && known) return;
    const change = { id, foundAs: id, by, reason: `It was installed from ${source}.`, heldAs: null } as const;
    await writeState(unit, known, { ...change, state: 'discovered' });
  });
}
