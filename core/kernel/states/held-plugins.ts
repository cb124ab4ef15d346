import type { Database } from '../../db/database.ts';
import { knownStates } from './known-states.ts';
import type { Hold } from './lifecycle.ts';

/** A plugin that is not to come up. */
export interface HeldPlugin {
  readonly id: string;
  readonly as: Hold;
  /** For the admin, in sentences. */
  readonly reason: string;
}

/** Those held back, by the name their code is found by. */
export async function heldPlugins(database: Database): Promise<Map<string, HeldPlugin>> {
  const held = (await knownStates(database)).flatMap(({ id, heldAs, heldReason, foundAs }) =>
    heldAs === null
      ? []
      : [[foundAs ?? id, { id, as: heldAs, reason: wordsOf(heldAs, heldReason) }] as const],
  );
  return new Map(held);
}

function wordsOf(as: Hold, reason: string | null): string {
  const why = reason ? ` ${reason}` : '';
  if (as === 'disabled') return `An admin disabled it for the whole instance.${why}`;
  if (as === 'quarantined') return `It was put in quarantine until it is released.${why}`;
  return 'It was uninstalled. Install it again to use it.';
}
