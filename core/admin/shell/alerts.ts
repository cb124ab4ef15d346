import { type PluginAlert, unreadAlerts } from '../../faults/alerts/plugin-alerts.ts';
import type { Runtime } from '../../runtime.ts';
import { isInstanceAdmin } from '../../users/is-instance-admin.ts';
import type { Person } from '../../users/person.ts';
import type { Translate } from '../translate.ts';

/** A line above every page of an instance's admin, until they have read it. */
export interface Alert {
  readonly text: string;
  /** What happened, as the log says it. */
  readonly details: string;
  readonly isSevere: boolean;
  /** Where it is posted that they have. */
  readonly readUrl: string;
}

const longest = 300;

/** Pages stand without it: should it fail, nothing is told. */
export async function alertsFor(
  runtime: Runtime,
  person: Person | undefined,
  translate: Translate,
): Promise<readonly Alert[]> {
  if (!isInstanceAdmin(person)) return [];
  try {
    const alerts = await unreadAlerts(runtime.database, person.id);
    return alerts.map((alert) => alertOf(runtime, translate, alert));
  } catch (error) {
    runtime.log.warn({ err: error }, 'What happened to plugins could not be read.');
    return [];
  }
}

function alertOf(
  { registry }: Runtime,
  translate: Translate,
  { plugin, kind, what, reason }: PluginAlert,
): Alert {
  const title = registry.plugins.find(({ id }) => id === plugin)?.declaration?.title ?? plugin;
  return {
    text: translate(`alerts.${kind}`, { title }),
    details: [what, reason].filter(Boolean).join(': ').slice(0, longest),
    isSevere: kind === 'quarantined',
    readUrl: `/admin/plugins/${plugin}/alert/reading`,
  };
}
