import { InvalidInput } from '../../sdk/index.ts';

export interface ArchiveLimits {
  /** Of the archive as it is sent. */
  readonly packedBytes: number;
  /** Of all files together once unpacked. */
  readonly bytes: number;
  readonly fileBytes: number;
  readonly entries: number;
}

/** Generous for a plugin with the packages it brings along. */
export const pluginLimits: ArchiveLimits = {
  packedBytes: 32_000_000,
  bytes: 200_000_000,
  fileBytes: 50_000_000,
  entries: 20_000,
};

/** The archive cannot be taken; the sentence says what is wrong with it. */
export function badArchive(message: string): InvalidInput {
  return new InvalidInput([{ path: ['archive'], message }], message);
}
