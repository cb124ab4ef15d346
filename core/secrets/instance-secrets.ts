import type { UnitOfWork } from '../db/unit-of-work.ts';
import type { Runtime } from '../runtime.ts';
import { openKeyRing } from './open-key-ring.ts';
import { seal } from './sealed-text.ts';
import type { SealedSecret } from './workspace-secrets.ts';

/** Owns what belongs to no workspace: secrets of the instance and of people. */
export const instanceOwner = 'instance';

const upsert = `
  insert into instance_secrets (place, key_id, sealed, set_at, set_by) values ($1, $2, $3, $4, $5)
  on conflict (place) do update set
    key_id = excluded.key_id, sealed = excluded.sealed, set_at = excluded.set_at, set_by = excluded.set_by`;

/** Keeps a secret outside workspaces, sealed for this place. */
export async function writeInstanceSecret(
  runtime: Runtime,
  unit: UnitOfWork,
  { place, plain, by }: { readonly place: string; readonly plain: string; readonly by: string | null },
): Promise<void> {
  const ring = await openKeyRing(runtime);
  const sealed = seal(ring, { owner: instanceOwner, place }, plain);
  await unit.run({ text: upsert, values: [place, ring.current.id, sealed, runtime.now(), by] });
}

export async function removeInstanceSecret(unit: UnitOfWork, place: string): Promise<void> {
  await unit.run({ text: 'delete from instance_secrets where place = $1', values: [place] });
}

/** The sealed secrets at places that begin so. */
export function sealedInstanceSecrets(unit: UnitOfWork, beginning: string): Promise<SealedSecret[]> {
  const text = 'select place, sealed, set_at as "setAt" from instance_secrets where starts_with(place, $1)';
  return unit.run<SealedSecret & Record<string, unknown>>({ text, values: [beginning] });
}
