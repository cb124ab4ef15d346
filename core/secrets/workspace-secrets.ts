import type { UnitOfWork } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';
import { openKeyRing } from './open-key-ring.ts';
import { openSealed } from './open-sealed.ts';
import { type SecretPlace, seal } from './sealed-text.ts';

/** A secret as it lies in the database. */
export interface SealedSecret {
  readonly place: string;
  readonly sealed: string;
  readonly setAt: string;
}

const upsert = `
  insert into secrets as known (workspace_id, place, key_id, sealed, set_at, set_by) values ($1, $2, $3, $4, $5, $6)
  on conflict (workspace_id, place) do update set
    key_id = excluded.key_id, sealed = excluded.sealed, set_at = excluded.set_at, set_by = excluded.set_by`;

/** Keeps a secret of the unit's workspace, sealed for this place. */
export async function writeSecret(
  runtime: Runtime,
  unit: UnitOfWork,
  { place, plain, by }: { readonly place: string; readonly plain: string; readonly by: string | null },
): Promise<void> {
  const ring = await openKeyRing(runtime);
  const sealed = seal(ring, placeIn(unit, place), plain);
  const values = [unit.workspaceId, place, ring.current.id, sealed, runtime.now(), by];
  await unit.run({ text: upsert, values });
}

export async function removeSecret(unit: UnitOfWork, place: string): Promise<void> {
  const text = 'delete from secrets where workspace_id = $1 and place = $2';
  await unit.run({ text, values: [unit.workspaceId, place] });
}

/** The sealed secrets at places that begin so. */
export function sealedSecrets(unit: UnitOfWork, beginning: string): Promise<SealedSecret[]> {
  const text =
    'select place, sealed, set_at as "setAt" from secrets where workspace_id = $1 and starts_with(place, $2)';
  return unit.run<SealedSecret & Record<string, unknown>>({ text, values: [unit.workspaceId, beginning] });
}

/** The plain text, or null when none is kept there. @throws Unavailable when it cannot be opened */
export async function readSecret(runtime: Runtime, unit: UnitOfWork, place: string): Promise<string | null> {
  const text = 'select sealed from secrets where workspace_id = $1 and place = $2';
  const [row] = await unit.run<{ sealed: string }>({ text, values: [unit.workspaceId, place] });
  return row ? openSealed(runtime, placeIn(unit, place), row.sealed) : null;
}

function placeIn({ workspaceId }: UnitOfWork, place: string): SecretPlace {
  if (workspaceId === null) throw new Error('A secret of a workspace needs its unit of work.');
  return { owner: workspaceId, place };
}
