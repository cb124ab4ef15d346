import { readKeys } from '../../../config/secrets.ts';

type Keys = Readonly<Record<string, unknown>>;

/**
 * The keys that rows of a moment were sealed by: those from right before it and from right after it. A rotation that
 * ends in between, or while the copy is made, takes none of them away.
 * @param before what was there before the snapshot
 */
export async function keysAround(dataDir: string, before: Keys): Promise<Keys> {
  const now = await readKeys(dataDir);
  const older = [
    ...listOf(now.previousSecretsKeys),
    ...listOf(before.secretsKey),
    ...listOf(before.previousSecretsKeys),
  ];
  const previousSecretsKeys = [...new Set(older)].filter((key) => key !== now.secretsKey);
  return { ...now, previousSecretsKeys };
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}
