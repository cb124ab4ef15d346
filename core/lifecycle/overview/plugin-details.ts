import type { Database } from '../../db/database.ts';
import { appliedSteps } from '../../db/migrations/run.ts';
import { inInstance } from '../../db/unit-of-work.ts';
import { type AuditLine, pluginTrail } from '../../kernel/states/audit-trail.ts';
import { type GivenConsent, lastConsent, widened } from '../../packages/capabilities.ts';
import { type AskedCapabilities, noCapabilities } from '../../packages/inspect/inspection.ts';
import { type CheckedHealth, checkHealth } from '../../plugin-health/check-health.ts';
import type { Runtime } from '../../runtime.ts';
import { NotFound } from '../../sdk/index.ts';
import { type PluginOverview, pluginOverviews } from './plugin-overview.ts';

/** All that an admin may want to know of one plugin. */
export interface PluginDetails extends PluginOverview {
  /** What it says it reaches for. */
  readonly declared: AskedCapabilities;
  readonly consent: GivenConsent | null;
  /** What it says and nobody consented to, in words. */
  readonly unconsented: readonly string[];
  readonly checks: readonly CheckedHealth[];
  /** Workspaces that have it on. */
  readonly workspaces: number;
  /** Are its tables here? They are, too, where uninstalling it was killed in between. */
  readonly hasTables: boolean;
  /** Newest first. */
  readonly trail: readonly AuditLine[];
}

const linesAtOnce = 50;

/** @throws NotFound for a plugin that nobody knows */
export async function pluginDetails(
  runtime: Runtime,
  id: string,
  most = linesAtOnce,
): Promise<PluginDetails> {
  const overview = (await pluginOverviews(runtime)).find((plugin) => plugin.id === id);
  if (!overview) throw new NotFound(`There is no plugin "${id}".`);
  const [consent, trail, checks, workspaces, steps] = await Promise.all([
    lastConsent(runtime.database, id),
    pluginTrail(runtime.database, id, most),
    checkHealth(runtime),
    switchedOn(runtime.database, id),
    appliedSteps(runtime.target, id),
  ]);
  const declared = { ...noCapabilities, ...overview.declaration?.capabilities } as AskedCapabilities;
  return {
    ...overview,
    ...{ declared, consent, trail, workspaces, hasTables: steps.length > 0 },
    unconsented: widened(consent?.capabilities ?? noCapabilities, declared),
    checks: checks.filter(({ plugin }) => plugin === id),
  };
}

/** Inside the instance no switch of a workspace is to be seen, so a function of the owner counts. */
async function switchedOn(database: Database, id: string): Promise<number> {
  const text = 'select switched_on_in($1) as count';
  const [row] = await inInstance(database, (unit) => unit.run<{ count: number }>({ text, values: [id] }));
  return row?.count ?? 0;
}
