import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import semver from 'semver';
import { appliedSteps } from '../../db/migrations/run.ts';
import { stepsIn } from '../../db/migrations/steps.ts';
import { codeFolder, packageVersion } from '../../package-root.ts';
import { consentedTo, widened } from '../../packages/capabilities.ts';
import { inspectPlugins } from '../../packages/inspect/inspect-plugins.ts';
import type { Inspected } from '../../packages/inspect/inspection.ts';
import { newlyBroken, presentCandidates, previewPackage } from '../../packages/preview.ts';
import { UsageError } from '../command-group.ts';
import { readLine } from '../options.ts';
import type { Administration, Terminal } from '../terminal.ts';
import { archiveOf } from './package-source.ts';
import { sayPreview } from './say-preview.ts';

const fine = 0;
const wouldBreak = 1;

/** Answers "what would break?" and changes nothing. @returns 1 when something would */
export async function checkPlugins(terminal: Terminal, line: readonly string[]): Promise<number> {
  const { words, values } = readLine(line, { values: ['upgrade-to'], flags: [] });
  if (words.length > 0) throw new UsageError('Name what to check for with --upgrade-to.');
  const target = values['upgrade-to'];
  if (target && !semver.valid(target)) return checkPackage(terminal, target);
  return checkVersion(terminal, target ?? packageVersion());
}

async function checkPackage(terminal: Terminal, text: string): Promise<number> {
  const administration = await terminal.openAdministration('look');
  const dataDir = await mkdtemp(join(tmpdir(), 'guildhall-check-'));
  try {
    const aside = { ...administration, config: { ...administration.config, dataDir } };
    const preview = await previewPackage(aside, {
      ...(await archiveOf(terminal, text)),
      by: null,
      isKept: false,
    });
    sayPreview(terminal, preview);
    return preview.breaks.length > 0 ? wouldBreak : fine;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function checkVersion(terminal: Terminal, version: string): Promise<number> {
  const administration = await terminal.openAdministration('look');
  const { atRest, candidates } = await presentCandidates(administration);
  const order = { atRest, candidates, incoming: null, limitMs: terminal.config.pluginStartTimeoutMs };
  const [before, after] = await inspectPlugins(
    { ...order, version: packageVersion() },
    { ...order, version },
  );
  terminal.say(
    `Guildhall ${packageVersion()}${version === packageVersion() ? '' : `, looked at as ${version}`}`,
  );
  await sayPending(terminal, 'core', await coreSteps(), administration);
  for (const plugin of after) await sayPlugin(terminal, plugin, administration);
  for (const id of atRest) terminal.say(`${id}: held back, not looked into`);
  const broken =
    version === packageVersion() ? after.filter(({ isBroken }) => isBroken) : newlyBroken(before, after);
  terminal.say(broken.length > 0 ? `${broken.length} problems.` : 'Nothing would break.');
  return broken.length > 0 ? wouldBreak : fine;
}

async function coreSteps(): Promise<string[]> {
  return (await stepsIn(codeFolder('migrations'))).map(({ name }) => name);
}

async function sayPlugin(
  terminal: Terminal,
  plugin: Inspected,
  administration: Administration,
): Promise<void> {
  const { id, version, compatible, isBroken, problems, steps, capabilities } = plugin;
  terminal.say(
    `${id} ${version ?? ''}: ${isBroken ? 'would not run' : 'works'} (made for ${compatible ?? 'nobody knows what'})`,
  );
  for (const problem of problems) terminal.say(`  ${problem}`);
  await sayPending(terminal, id, steps, administration);
  for (const ability of widened(await consentedTo(administration.database, id), capabilities)) {
    terminal.say(`  It may ${ability}; nobody consented to that on this instance.`);
  }
}

async function sayPending(
  terminal: Terminal,
  id: string,
  steps: readonly string[],
  { target }: Administration,
): Promise<void> {
  const applied = await appliedSteps(target, id);
  const pending = steps.filter((step) => !applied.includes(step));
  if (pending.length > 0) terminal.say(`  Migrations of ${id} that would run: ${pending.join(', ')}`);
}
