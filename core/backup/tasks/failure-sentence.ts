import { ArchiveRefused } from '../archive/refused.ts';

/** A sentence for people where it is one; else that it failed, and what the machine said. */
export function failureSentence(error: unknown): string {
  if (error instanceof ArchiveRefused) return error.message;
  return `It failed: ${error instanceof Error ? error.message : String(error)}`;
}
