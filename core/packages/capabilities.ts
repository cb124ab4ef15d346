import type { Database } from '../db/database.ts';
import { inInstance, type UnitOfWork } from '../db/unit-of-work.ts';
import { type AuditActor, audit } from '../kernel/states/audit.ts';
import { type AskedCapabilities, noCapabilities } from './inspect/inspection.ts';

/** What is asked for beyond what was consented to, in words for a person; empty when nothing is. */
export function widened(before: AskedCapabilities, asked: AskedCapabilities): string[] {
  return [
    ...asked.network.filter((one) => !before.network.includes(one)).map((host) => `talk to ${host}`),
    ...asked.services
      .filter((one) => !before.services.includes(one))
      .map((service) => `use the service ${service} of another plugin`),
    ...(asked.email && !before.email ? ['send e-mail'] : []),
  ];
}

/** What somebody consented to for a plugin last; nothing when nobody was asked. */
export async function consentedTo(database: Database, plugin: string): Promise<AskedCapabilities> {
  return (await lastConsent(database, plugin))?.capabilities ?? noCapabilities;
}

/** The last consent to a plugin as it was given. */
export interface GivenConsent {
  readonly capabilities: AskedCapabilities;
  readonly version: string;
  readonly by: string;
  readonly at: string;
}

/** Who consented last to what a plugin may do; null where nobody was asked. */
export async function lastConsent(database: Database, plugin: string): Promise<GivenConsent | null> {
  const text = `select capabilities, version, by_name as by, at from plugin_consents
    where plugin_id = $1 order by id desc limit 1`;
  const rows = await inInstance(database, (unit) => unit.run<GivenConsent>({ text, values: [plugin] }));
  return rows[0] ?? null;
}

export interface Consent {
  readonly plugin: string;
  readonly version: string;
  readonly capabilities: AskedCapabilities;
  readonly by: AuditActor;
}

/** Keeps who consented to what, and when. */
export async function writeConsent(unit: UnitOfWork, consent: Consent): Promise<void> {
  const { plugin, version, capabilities, by } = consent;
  await unit.run({
    text: `insert into plugin_consents (plugin_id, version, capabilities, by_id, by_name) values ($1, $2, $3, $4, $5)`,
    values: [plugin, version, JSON.stringify(capabilities), by.userId, by.name],
  });
  const words = widened(noCapabilities, capabilities);
  await audit(unit, [
    {
      ...{ by, action: 'plugin.capabilities', subject: plugin, details: { version, capabilities } },
      reason: words.length > 0 ? `It may ${words.join(', ')}.` : 'It asks for nothing beyond its own tables.',
    },
  ]);
}
