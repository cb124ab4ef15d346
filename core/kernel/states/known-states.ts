import type { Database } from '../../db/database.ts';
import { inInstance } from '../../db/unit-of-work.ts';

/** What the instance remembers of a plugin, over restarts. */
export interface KnownState {
  readonly id: string;
  /** `missing`: it was here once and its folder is gone. */
  readonly state: 'enabled' | 'disabled' | 'quarantined' | 'missing';
  readonly version: string | null;
  readonly problems: readonly string[];
  /** An admin's wish; it holds from the next start on. */
  readonly isDisabled: boolean;
  readonly foundAt: string;
  /** When it last came up, null when it never did. */
  readonly enabledAt: string | null;
  readonly changedAt: string;
}

const text = `
  select id, state, version, problems, is_disabled as "isDisabled", found_at as "foundAt",
    enabled_at as "enabledAt", changed_at as "changedAt"
  from plugin_states order by id`;

/** For the admin's plugin page. */
export function knownStates(database: Database): Promise<KnownState[]> {
  return inInstance(database, (unit) => unit.run<KnownState>({ text, values: [] }));
}
