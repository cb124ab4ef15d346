import { readInstance } from '../db/read-instance.ts';
import { enabledPluginsOf } from '../modules/enabled-plugins.ts';
import type { Runtime } from '../runtime.ts';
import type { BuiltInRole, Workspace } from '../sdk/index.ts';
import { asHeld } from './as-held.ts';
import { grantsOfRole } from './grants-of-role.ts';
import type { Standing } from './standing.ts';

export interface KeyStanding extends Standing {
  readonly keyId: string;
  /** Milliseconds since 1970, or null for never. */
  readonly expiresAt: number | null;
}

interface KeyRow extends Workspace {
  readonly key_id: string;
  readonly key_name: string;
  readonly scopes: string[];
  readonly expires_at: string | null;
  readonly user_id: string;
  readonly user_name: string;
  readonly role: BuiltInRole;
}

const statement = 'select * from api_key_standing($1)';

/** What the key with this hash may do now; null when it is unknown, over, or its maker is out. */
export async function loadKeyStanding(runtime: Runtime, hash: string): Promise<KeyStanding | null> {
  const [row] = await readInstance<KeyRow>(runtime.database, { text: statement, values: [hash] });
  if (!row) return null;
  const { id, slug, name, currency, timezone, locale } = row;
  return asHeld(runtime, {
    keyId: row.key_id,
    expiresAt: row.expires_at === null ? null : Date.parse(row.expires_at),
    workspace: { id, slug, name, currency, timezone, locale },
    actor: { kind: 'apiKey', userId: row.user_id, keyId: row.key_id, name: row.key_name },
    grants: grantsOfKey(row.scopes, grantsOfRole(runtime.registry, row.role)),
    enabledPlugins: await enabledPluginsOf(runtime, id),
  });
}

/** A key never does more than the person who made it may do today. */
function grantsOfKey(scopes: readonly string[], makersGrants: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(scopes.filter((scope) => makersGrants.has(scope)));
}
