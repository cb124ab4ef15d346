import type { Database } from '../../db/database.ts';
import { inInstance } from '../../db/unit-of-work.ts';

/** What happened once, for a person to read. */
export interface AuditLine {
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: string;
  readonly details: Readonly<Record<string, unknown>>;
}

const text = `
  select at, actor, action, subject, from_state as "from", to_state as "to", reason, details
  from instance_audit where action like 'plugin.%' and ($1::text is null or subject = $1)
  order by id desc limit $2`;

/** What happened to plugins, or to one of them, newest first. */
export function pluginTrail(database: Database, plugin: string | null, most = 100): Promise<AuditLine[]> {
  return inInstance(database, (unit) => unit.run<AuditLine>({ text, values: [plugin, most] }));
}
