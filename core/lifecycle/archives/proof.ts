import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { MigrationTarget } from '../../db/migrations/run.ts';
import { leftoversOf } from '../uninstall/leftovers.ts';

const proofShape = z.object({
  /** RFC 3339. */
  at: z.string(),
  leftovers: z.array(z.object({ what: z.string(), rows: z.number() })),
});

/** What was found with the plugin's name once it was removed, and when somebody looked. */
export type Proof = z.infer<typeof proofShape>;

const proofFile = 'proof.json';

export async function writeProof(folder: string, proof: Proof): Promise<void> {
  await writeFile(join(folder, proofFile), `${JSON.stringify(proof, null, 2)}\n`, { flush: true });
}

/** Where the process ended before it had looked, it is looked for now. */
export async function proofOf(
  target: MigrationTarget,
  { folder, plugin, now }: { readonly folder: string; readonly plugin: string; readonly now: Date },
): Promise<Proof> {
  const text = await readFile(join(folder, proofFile), 'utf8').catch(() => null);
  const known = text === null ? null : proofShape.safeParse(JSON.parse(text)).data;
  if (known) return known;
  const proof = { at: now.toISOString(), leftovers: await leftoversOf(target, plugin) };
  await writeProof(folder, proof);
  return proof;
}
